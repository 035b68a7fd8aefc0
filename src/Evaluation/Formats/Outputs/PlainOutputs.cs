using System.Runtime.CompilerServices;
using System.Text.Json;

namespace BenchHub.Evaluation.Formats.Outputs;

/// <summary>
/// Our own form: a line <c>{"id": …, "output": "…"}</c>, or <c>"outputs": […]</c> for repeats. It may have <c>system</c>, <c>error</c>,
/// <c>scores</c> (numbers by name), <c>record</c> (an object), <c>target</c>, <c>latency_ms</c>, <c>input_tokens</c>, <c>output_tokens</c>
/// and <c>dollars</c>.
/// </summary>
internal sealed class PlainOutputs : IOutputFormat
{
    public const string Tool = "outputs";

    private static readonly string[] Answers = ["output", "outputs", "error"];

    public string Name => Tool;

    public async IAsyncEnumerable<ToolAnswer> Read(OutputFile file, [EnumeratorCancellation] CancellationToken cancellation)
    {
        file.Tool = Tool;
        await foreach (var line in JsonLines.Read(file, cancellation).ConfigureAwait(false))
        {
            yield return Answer(line);
        }
    }

    private static ToolAnswer Answer(OutputFields line)
    {
        string[] given = [.. Answers.Where(field => line.Value(field) is not null)];
        if (!line.Has("id") || given.Length != 1)
        {
            throw line.Fail(given.Length > 1
                ? $"The line has both \"{given[0]}\" and \"{given[1]}\"; an item has one of them."
                : $"This is no recorded output: it lacks \"{(line.Has("id") ? "output" : "id")}\".{OutputFormats.Guess(line.Has)}");
        }

        ToolOutput[] outputs = given[0] switch
        {
            "output" => [new(line.Text("output")!)],
            "outputs" => [.. line.List("outputs")!.Select(text => new ToolOutput(text.ValueKind is JsonValueKind.String ? text.GetString()! : throw line.Fail("outputs", "must be a list of texts.")))],
            _ => [],
        };
        if (given[0] == "outputs" && outputs.Length == 0)
        {
            throw line.Fail("outputs", "is empty; where there is no answer, say why in \"error\".");
        }

        var record = line.Object("record");
        return new(line.Text("system") ?? "", line.Id("id"), line.Line)
        {
            Question = new(record?.Json.GetRawText(), null, line.Value("target") is { } target ? OutputFields.Shown(target) : null, [], ToolQuestionKind.Words),
            Outputs = outputs.Length == 0 ? [] :
            [
                outputs[0] with { InputTokens = line.Count("input_tokens"), OutputTokens = line.Count("output_tokens"), Dollars = line.Dollars("dollars") },
                .. outputs[1..],
            ],
            Scores = Scores(line),
            Error = line.Text("error"),
            LatencyMilliseconds = line.Number("latency_ms") ?? 0,
        };
    }

    private static IReadOnlyDictionary<string, double> Scores(OutputFields line)
    {
        var scores = new ScoreNames(line);
        foreach (var score in line.Object("scores")?.Json.EnumerateObject() ?? default)
        {
            scores.Add(score.Name, OutputFields.Score(score.Value) ?? throw line.Fail($"scores.{score.Name}", "must be a number."));
        }

        return scores.All;
    }
}
