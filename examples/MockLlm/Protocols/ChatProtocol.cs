using System.Text.Json;

namespace BenchHub.MockLlm;

/// <summary>OpenAI's chat completions.</summary>
internal sealed class ChatProtocol : IProtocol
{
    private const int MostTopTokens = 20;
    private const string Prefix = "chatcmpl-";

    public string Path => "/v1/chat/completions";

    public byte[] NoAnswer { get; } = """{"id":"chatcmpl-none","object":"chat.completion","choices":[]}"""u8.ToArray();

    public Ask Read(JsonElement body)
    {
        var model = AskFields.Model(body);
        var turns = AskFields.Turns(body);
        return new()
        {
            Model = model,
            Question = AskFields.LastUserTurn(turns),
            Texts = [.. turns.Select(static turn => turn.Text)],
            MostTokens = AskFields.Number(body, "max_completion_tokens", 1, int.MaxValue) ?? AskFields.Number(body, "max_tokens", 1, int.MaxValue),
            Stops = AskFields.Texts(body, "stop"),
            Choices = AskFields.Choices(body),
            Streams = AskFields.Flag(body, "stream"),
            StreamsUsage = AskFields.StreamsUsage(body),
            TopTokens = AskFields.Flag(body, "logprobs") ? AskFields.Number(body, "top_logprobs", 0, MostTopTokens) ?? 0 : null,
        };
    }

    public byte[] Answer(Reply reply) => Json.Object(json =>
    {
        OpenAi.Head(json, reply, Prefix, "chat.completion");
        json.WriteObjects("choices", Enumerable.Range(0, reply.Ask.Choices), (choice, index) =>
        {
            choice.WriteNumber("index", index);
            choice.WriteObject("message", message =>
            {
                message.WriteString("role", "assistant");
                Content(message, reply);
            });
            Odds(choice, reply, reply.Odds);
            choice.WriteString("finish_reason", OpenAi.Word(reply.Finish));
        });
        OpenAi.Usage(json, reply);
    });

    public IEnumerable<StreamEvent> Stream(Reply reply)
    {
        for (var index = 0; index < reply.Ask.Choices; index++)
        {
            var choice = index;
            yield return Chunk(reply, choice, delta =>
            {
                delta.WriteString("role", "assistant");
                if (reply.Finish is Finish.ToolCalls)
                {
                    Content(delta, reply);
                }
                else
                {
                    delta.WriteString("content", "");
                }
            });
            var said = 0;
            foreach (var (piece, count) in OpenAi.Pieces(reply.Text))
            {
                var odds = reply.Odds?.Skip(said).Take(count);
                said += count;
                yield return Chunk(reply, choice, delta => delta.WriteString("content", piece), odds);
            }

            yield return Chunk(reply, choice, static _ => { }, finish: OpenAi.Word(reply.Finish));
        }

        if (reply.Ask.StreamsUsage)
        {
            yield return new(null, Json.Object(json =>
            {
                OpenAi.Head(json, reply, Prefix, "chat.completion.chunk");
                json.WriteStartArray("choices");
                json.WriteEndArray();
                OpenAi.Usage(json, reply);
            }));
        }

        yield return OpenAi.Done;
    }

    public (int Status, byte[] Body) Error(Failure failure) => OpenAi.Error(failure);

    private static StreamEvent Chunk(Reply reply, int index, Action<Utf8JsonWriter> delta, IEnumerable<TokenOdds>? odds = null, string? finish = null) => new(null, Json.Object(json =>
    {
        OpenAi.Head(json, reply, Prefix, "chat.completion.chunk");
        json.WriteObjects("choices", [index], (choice, _) =>
        {
            choice.WriteNumber("index", index);
            choice.WriteObject("delta", delta);
            Odds(choice, reply, odds);
            choice.WriteString("finish_reason", finish);
        });
    }));

    private static void Odds(Utf8JsonWriter json, Reply reply, IEnumerable<TokenOdds>? odds)
    {
        if (reply.Ask.TopTokens is null || odds is null)
        {
            json.WriteNull("logprobs");
        }
        else
        {
            OpenAi.ChatOdds(json, odds);
        }
    }

    private static void Content(Utf8JsonWriter message, Reply reply)
    {
        if (reply.Finish is not Finish.ToolCalls)
        {
            message.WriteString("content", reply.Text);
            return;
        }

        message.WriteNull("content");
        message.WriteObjects("tool_calls", [reply.Id], static (call, id) =>
        {
            call.WriteNumber("index", 0);
            call.WriteString("id", $"call_{id}");
            call.WriteString("type", "function");
            call.WriteObject("function", static function =>
            {
                function.WriteString("name", "look_up");
                function.WriteString("arguments", """{"query":"mock"}""");
            });
        });
    }
}
