using System.Text.Json;

namespace BenchHub.MockLlm;

/// <summary>
/// Answers the requests of a batch as they would be answered live, without waits and throttling; what damages a
/// connection does nothing here.
/// </summary>
internal sealed class BatchRun(Answering answering, Ledger ledger, MockLlmOptions options)
{
    /// <returns>The lines of the output file and of the error file, each shuffled.</returns>
    public (List<byte[]> Output, List<byte[]> Errors) Answer(IProtocol protocol, IReadOnlyList<BatchLine> lines, ulong order)
    {
        var (output, errors) = (new List<byte[]>(), new List<byte[]>());
        foreach (var line in lines)
        {
            var (status, body) = Answer(protocol, line.Body);
            (status == 200 ? output : errors).Add(Json.Object(json => Write(json, line.CustomId, status, body)));
        }

        Shuffle(output, Dice.Mix(order));
        Shuffle(errors, Dice.Mix(order + 1));
        return (output, errors);
    }

    private (int Status, byte[] Body) Answer(IProtocol protocol, byte[] body)
    {
        var print = Fingerprint.Of(protocol.Path, body);
        var (ask, problem) = Read(protocol, body);
        var question = ask is null ? null : answering.QuestionIn(ask);
        var visit = ledger.Open(protocol.Path, print, ask, question);
        var (reply, failure) = problem is not null ? (null, problem)
            : ModelEndpoint.ErrorByChance(Dice.For(options.Seed, print, visit.Time), options) is { } error ? (null, error)
            : answering.Answer(ask!, question!, Wish.In(ask!.Question, visit.Time), print, visit.Time);
        if (reply is null)
        {
            visit.End(failure!.Status == 429 ? Ending.Throttled : Ending.Failed);
            return protocol.Error(failure);
        }

        visit.Page.Pay(reply);
        visit.End(Ending.Answered);
        return (200, protocol.Answer(reply));
    }

    private static (Ask? Ask, Failure? Problem) Read(IProtocol protocol, byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var ask = protocol.Read(json.RootElement);
            return ask.Streams ? (null, Failure.Bad("A batch does not stream.")) : (ask, null);
        }
        catch (Exception wrong) when (wrong is BadAskException or InvalidOperationException)
        {
            return (null, Failure.Bad(wrong.Message));
        }
    }

    private static void Write(Utf8JsonWriter json, string name, int status, byte[] body)
    {
        json.WriteString("id", $"batch_req_{name}");
        json.WriteString("custom_id", name);
        json.WriteObject("response", response =>
        {
            response.WriteNumber("status_code", status);
            response.WriteString("request_id", $"req_{name}");
            response.WritePropertyName("body");
            response.WriteRawValue(body, skipInputValidation: true);
        });
        json.WriteNull("error");
    }

    // Fisher and Yates; a batch of two or more is never left in its order, so that nobody can rely on it.
    private static void Shuffle(List<byte[]> lines, ulong seed)
    {
        var first = lines.Count > 1 ? lines[0] : null;
        for (var i = lines.Count - 1; i > 0; i--)
        {
            var j = (int)(Dice.Uniform(Dice.Mix(seed + (ulong)i)) * (i + 1));
            (lines[i], lines[j]) = (lines[j], lines[i]);
        }

        if (first is not null && ReferenceEquals(first, lines[0]))
        {
            (lines[0], lines[^1]) = (lines[^1], lines[0]);
        }
    }
}
