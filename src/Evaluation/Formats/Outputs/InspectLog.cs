using System.Runtime.CompilerServices;
using System.Text.Json;

namespace BenchHub.Evaluation.Formats.Outputs;

/// <summary>A log of inspect_ai in its JSON format; an epoch of a sample is a repeat. What is not an answer, such as events, is passed over.</summary>
internal sealed class InspectLog : IOutputFormat
{
    public const string Tool = "inspect";

    public string Name => Tool;

    public async IAsyncEnumerable<ToolAnswer> Read(OutputFile file, [EnumeratorCancellation] CancellationToken cancellation)
    {
        file.Tool = Tool;
        var log = new JsonEntries(file, "samples");
        await foreach (var sample in log.Read(cancellation).ConfigureAwait(false))
        {
            Describe(file, log);
            yield return Answer(sample, Model(log));
        }

        Describe(file, log);
        if (!log.IsFound)
        {
            throw new MalformedInputException(
                file.Name, 1, $"This is no inspect log with samples: it lacks \"samples\".{OutputFormats.Guess(log.Beside.ContainsKey)} Logs without samples are written with --no-log-samples.");
        }
    }

    private static string Model(JsonEntries log) =>
        log.Beside.TryGetValue("eval", out var eval) && eval.ValueKind is JsonValueKind.Object && eval.TryGetProperty("model", out var model) ? model.ToString() : "";

    private static void Describe(OutputFile file, JsonEntries log)
    {
        if (log.Beside.TryGetValue("eval", out var json) && json.ValueKind is JsonValueKind.Object)
        {
            var eval = new OutputFields(file, 1, json, "eval");
            file.Task = eval.Text("task");
            file.Tool = eval.Object("packages")?.Text("inspect_ai") is { } version ? $"{Tool} {version}" : Tool;
        }
    }

    private static ToolAnswer Answer(OutputFields sample, string model)
    {
        var error = sample.Object("error")?.Text("message");
        var output = sample.Object("output");
        ToolOutput[] outputs = error is null && output is { } given ? [.. Choices(given)] : [];
        return new(model, sample.Id("id"), sample.Line)
        {
            Part = sample.Count("epoch") is > 0 and var epoch ? epoch - 1 : 0,
            Question = Question(sample),
            Outputs = outputs,
            Scores = Scores(sample),
            Error = error ?? (outputs.Length == 0 ? output?.Text("error") ?? "The log has no output of this sample." : null),
            LatencyMilliseconds = 1000 * (output?.Number("time") ?? sample.Number("total_time") ?? 0),
        };
    }

    private static IEnumerable<ToolOutput> Choices(OutputFields output)
    {
        var usage = output.Object("usage");
        var isFirst = true;
        foreach (var choice in output.List("choices") ?? [])
        {
            var fields = new OutputFields(output.File, output.Line, choice, $"{output.At}.choices");
            var (input, cached) = (usage?.Count("input_tokens") ?? 0, usage?.Count("input_tokens_cache_read") ?? 0);
            yield return new(ChatText.Of(fields.Object("message") ?? throw fields.Fail("message", "is missing."), "content"))
            {
                FinishReason = fields.Text("stop_reason"),

                // The usage is of all choices together; the cached tokens are not among the others there.
                InputTokens = isFirst ? input + cached + (usage?.Count("input_tokens_cache_write") ?? 0) : 0,
                CachedTokens = isFirst ? cached : 0,
                OutputTokens = isFirst ? usage?.Count("output_tokens") ?? 0 : 0,
                Dollars = isFirst ? usage?.Dollars("total_cost") : 0,
            };
            isFirst = false;
        }
    }

    private static ToolQuestion Question(OutputFields sample)
    {
        var (input, target) = (sample.Value("input"), sample.Value("target"));
        var record = new Dictionary<string, object?> { ["input"] = input, ["target"] = target };
        if (sample.Value("choices") is { } choices)
        {
            record["choices"] = choices;
        }

        return new(
            JsonSerializer.Serialize(record),
            input is { } asked ? asked.ValueKind is JsonValueKind.Array ? ChatText.Turns(sample, asked) : OutputFields.Shown(asked) : null,
            target is { } right ? right is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().Select(OutputFields.Shown).FirstOrDefault() : OutputFields.Shown(right) : null,
            [],
            ToolQuestionKind.Words);
    }

    private static IReadOnlyDictionary<string, double> Scores(OutputFields sample)
    {
        var scores = new ScoreNames(sample);
        foreach (var scorer in sample.Object("scores")?.Json.EnumerateObject() ?? default)
        {
            if (scorer.Value.ValueKind is not JsonValueKind.Object || !scorer.Value.TryGetProperty("value", out var value))
            {
                throw sample.Fail($"scores.{scorer.Name}", "must be an object with a value.");
            }

            scores.Add(scorer.Name, Number(value));
            foreach (var part in value.ValueKind is JsonValueKind.Object ? value.EnumerateObject() : default)
            {
                scores.Add($"{scorer.Name}.{part.Name}", Number(part.Value));
            }
        }

        return scores.All;
    }

    // inspect counts correct, partial, incorrect and no answer so where it makes a mean of them.
    private static double? Number(JsonElement value) => value.ValueKind is JsonValueKind.String
        ? value.GetString() switch
        {
            "C" => 1,
            "P" => 0.5,
            "I" or "N" => 0,
            "" => double.NaN,
            _ => null,
        }
        : OutputFields.Score(value);
}
