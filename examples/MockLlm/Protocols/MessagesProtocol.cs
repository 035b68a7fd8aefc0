using System.Text.Json;

namespace BenchHub.MockLlm;

/// <summary>Anthropic's messages.</summary>
internal sealed class MessagesProtocol : IProtocol
{
    public string Path => "/v1/messages";

    public string NeededHeader => "anthropic-version";

    public byte[] NoAnswer { get; } = """{"id":"msg_none","type":"message","role":"assistant","content":[],"stop_reason":"end_turn"}"""u8.ToArray();

    public Ask Read(JsonElement body)
    {
        var model = AskFields.Model(body);
        var turns = AskFields.Turns(body);
        return new()
        {
            Model = model,
            Question = AskFields.LastUserTurn(turns),
            Texts = [AskFields.Content(body, "system"), .. turns.Select(static turn => turn.Text)],
            MostTokens = AskFields.Number(body, "max_tokens", 1, int.MaxValue) ?? throw new BadAskException("The field 'max_tokens' is missing."),
            Stops = AskFields.Texts(body, "stop_sequences"),
            Streams = AskFields.Flag(body, "stream"),
        };
    }

    public byte[] Answer(Reply reply) => Json.Object(json =>
    {
        Head(json, reply);
        json.WriteObjects("content", [reply], static (block, reply) => Block(block, reply, isEmpty: false));
        Stop(json, reply);
        Usage(json, reply, reply.OutputTokens);
    });

    public IEnumerable<StreamEvent> Stream(Reply reply)
    {
        yield return Event("message_start", json => json.WriteObject("message", message =>
        {
            Head(message, reply);
            message.WriteStartArray("content");
            message.WriteEndArray();
            message.WriteNull("stop_reason");
            message.WriteNull("stop_sequence");
            Usage(message, reply, output: 1);
        }));
        yield return Event("content_block_start", json =>
        {
            json.WriteNumber("index", 0);
            json.WriteObject("content_block", block => Block(block, reply, isEmpty: true));
        });
        foreach (var (piece, _) in OpenAi.Pieces(reply.Text))
        {
            yield return Event("content_block_delta", json =>
            {
                json.WriteNumber("index", 0);
                json.WriteObject("delta", delta =>
                {
                    delta.WriteString("type", "text_delta");
                    delta.WriteString("text", piece);
                });
            });
        }

        yield return Event("content_block_stop", static json => json.WriteNumber("index", 0));
        yield return Event("message_delta", json =>
        {
            json.WriteObject("delta", delta => Stop(delta, reply));
            if (!reply.HidesUsage)
            {
                json.WriteObject("usage", usage => usage.WriteNumber("output_tokens", reply.OutputTokens));
            }
        });
        yield return Event("message_stop", static _ => { });
    }

    public (int Status, byte[] Body) Error(Failure failure)
    {
        var (status, type) = failure switch
        {
            { Code: Failure.Quota } => (402, "billing_error"),
            { Status: 401 } => (401, "authentication_error"),
            { Status: 403 } => (403, "permission_error"),
            { Status: 404 } => (404, "not_found_error"),
            { Status: 413 } => (413, "request_too_large"),
            { Status: 429 } => (429, "rate_limit_error"),
            { Status: 504 } => (504, "timeout_error"),
            { Status: 529 } => (529, "overloaded_error"),
            { Status: >= 500 } => (failure.Status, "api_error"),
            _ => (failure.Status, "invalid_request_error"),
        };
        return (status, Json.Object(json =>
        {
            json.WriteString("type", "error");
            json.WriteObject("error", error =>
            {
                error.WriteString("type", type);
                error.WriteString("message", failure.Sentence);
            });
        }));
    }

    private static StreamEvent Event(string name, Action<Utf8JsonWriter> write) => new(name, Json.Object(json =>
    {
        json.WriteString("type", name);
        write(json);
    }));

    private static void Head(Utf8JsonWriter json, Reply reply)
    {
        json.WriteString("id", $"msg_{reply.Id}");
        json.WriteString("type", "message");
        json.WriteString("role", "assistant");
        json.WriteString("model", reply.Ask.Model);
    }

    private static void Block(Utf8JsonWriter json, Reply reply, bool isEmpty)
    {
        if (reply.Finish is Finish.ToolCalls)
        {
            json.WriteString("type", "tool_use");
            json.WriteString("id", $"toolu_{reply.Id}");
            json.WriteString("name", "look_up");
            json.WriteObject("input", input => input.WriteString("query", "mock"));
            return;
        }

        json.WriteString("type", "text");
        json.WriteString("text", isEmpty ? "" : reply.Text);
    }

    private static void Stop(Utf8JsonWriter json, Reply reply)
    {
        json.WriteString("stop_reason", reply.Finish switch
        {
            Finish.Length => "max_tokens",
            Finish.StopText => "stop_sequence",
            Finish.ContentFilter => "refusal",
            Finish.ToolCalls => "tool_use",
            _ => "end_turn",
        });
        json.WriteString("stop_sequence", reply.StopText);
    }

    // What came from the cache is counted beside the input here, not within it.
    private static void Usage(Utf8JsonWriter json, Reply reply, int output)
    {
        if (reply.HidesUsage)
        {
            return;
        }

        json.WriteObject("usage", usage =>
        {
            usage.WriteNumber("input_tokens", reply.InputTokens - reply.CachedTokens);
            usage.WriteNumber("cache_creation_input_tokens", 0);
            usage.WriteNumber("cache_read_input_tokens", reply.CachedTokens);
            usage.WriteNumber("output_tokens", output);
        });
    }
}
