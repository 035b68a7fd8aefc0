using System.Runtime.InteropServices;
using System.Text.Json;

namespace BenchHub.MockLlm;

/// <summary>OpenAI's embeddings.</summary>
internal sealed class EmbeddingProtocol : IProtocol
{
    private const int DefaultDimensions = 64;
    private const int MostDimensions = 8192;
    private const int MostTexts = 2048;

    public string Path => "/v1/embeddings";

    public byte[] NoAnswer { get; } = """{"object":"list","data":[]}"""u8.ToArray();

    public Ask Read(JsonElement body)
    {
        var model = AskFields.Model(body);
        var texts = AskFields.Texts(body, "input");
        return texts.Count is 0 or > MostTexts
            ? throw new BadAskException($"The field 'input' must have 1 to {MostTexts} texts.")
            : new()
            {
                Model = model,
                Question = texts[0],
                Texts = texts,
                WantsVectors = true,
                Dimensions = AskFields.Number(body, "dimensions", 1, MostDimensions) ?? DefaultDimensions,
                IsBase64 = AskFields.Text(body, "encoding_format") switch
                {
                    null or "float" => false,
                    "base64" => true,
                    _ => throw new BadAskException("The field 'encoding_format' must be float or base64."),
                },
            };
    }

    public byte[] Answer(Reply reply) => Json.Object(json =>
    {
        json.WriteString("object", "list");
        json.WriteObjects("data", reply.Ask.Texts.Index(), (item, text) =>
        {
            item.WriteString("object", "embedding");
            item.WriteNumber("index", text.Index);
            var vector = Embedding.Of(text.Item, reply.Ask.Dimensions);
            if (reply.Ask.IsBase64)
            {
                item.WriteBase64String("embedding", MemoryMarshal.AsBytes<float>(vector));
            }
            else
            {
                item.WriteList("embedding", vector, static (list, x) => list.WriteNumberValue(x));
            }
        });
        json.WriteString("model", reply.Ask.Model);
        if (!reply.HidesUsage)
        {
            json.WriteObject("usage", usage =>
            {
                usage.WriteNumber("prompt_tokens", reply.InputTokens);
                usage.WriteNumber("total_tokens", reply.InputTokens);
            });
        }
    });

    public IEnumerable<StreamEvent> Stream(Reply reply) => [];

    public (int Status, byte[] Body) Error(Failure failure) => OpenAi.Error(failure);
}
