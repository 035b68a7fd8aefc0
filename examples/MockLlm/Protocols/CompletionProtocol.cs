using System.Text.Json;

namespace BenchHub.MockLlm;

/// <summary>OpenAI's completions, with the echo and the log-probabilities that likelihoods of given texts are read from.</summary>
internal sealed class CompletionProtocol : IProtocol
{
    private const int MostTopTokens = 20;
    private const string Prefix = "cmpl-";

    public string Path => "/v1/completions";

    public byte[] NoAnswer { get; } = """{"id":"cmpl-none","object":"text_completion","choices":[]}"""u8.ToArray();

    public Ask Read(JsonElement body)
    {
        var model = AskFields.Model(body);
        var prompt = AskFields.Texts(body, "prompt") is [var one] ? one : throw new BadAskException("The field 'prompt' must be one text.");
        var echoes = AskFields.Flag(body, "echo");
        return new()
        {
            Model = model,
            Question = prompt,
            Texts = [prompt],
            Echoes = echoes,
            MostTokens = AskFields.Number(body, "max_tokens", echoes ? 0 : 1, int.MaxValue),
            Stops = AskFields.Texts(body, "stop"),
            Choices = AskFields.Choices(body),
            Streams = AskFields.Flag(body, "stream"),
            StreamsUsage = AskFields.StreamsUsage(body),
            TopTokens = AskFields.Number(body, "logprobs", 0, MostTopTokens),
        };
    }

    public byte[] Answer(Reply reply) => Json.Object(json =>
    {
        OpenAi.Head(json, reply, Prefix, "text_completion");
        json.WriteObjects("choices", Enumerable.Range(0, reply.Ask.Choices), (choice, index) =>
            Choice(choice, index, reply.Ask.Echoes ? reply.Ask.Question + reply.Text : reply.Text, reply.Odds, OpenAi.Word(reply.Finish)));
        OpenAi.Usage(json, reply);
    });

    /// <remarks>Pieces of a streamed completion bear no log-probabilities.</remarks>
    public IEnumerable<StreamEvent> Stream(Reply reply)
    {
        for (var index = 0; index < reply.Ask.Choices; index++)
        {
            foreach (var (piece, _) in OpenAi.Pieces(reply.Ask.Echoes ? reply.Ask.Question + reply.Text : reply.Text))
            {
                yield return Chunk(reply, index, piece, finish: null);
            }

            yield return Chunk(reply, index, "", OpenAi.Word(reply.Finish));
        }

        if (reply.Ask.StreamsUsage)
        {
            yield return new(null, Json.Object(json =>
            {
                OpenAi.Head(json, reply, Prefix, "text_completion");
                json.WriteStartArray("choices");
                json.WriteEndArray();
                OpenAi.Usage(json, reply);
            }));
        }

        yield return OpenAi.Done;
    }

    public (int Status, byte[] Body) Error(Failure failure) => OpenAi.Error(failure);

    private static StreamEvent Chunk(Reply reply, int index, string text, string? finish) => new(null, Json.Object(json =>
    {
        OpenAi.Head(json, reply, Prefix, "text_completion");
        json.WriteObjects("choices", [index], (choice, _) => Choice(choice, index, text, odds: null, finish));
    }));

    private static void Choice(Utf8JsonWriter json, int index, string text, IReadOnlyList<TokenOdds>? odds, string? finish)
    {
        json.WriteString("text", text);
        json.WriteNumber("index", index);
        if (odds is null)
        {
            json.WriteNull("logprobs");
        }
        else
        {
            json.WriteObject("logprobs", logprobs => CompletionOdds.Write(logprobs, odds));
        }

        json.WriteString("finish_reason", finish);
    }
}
