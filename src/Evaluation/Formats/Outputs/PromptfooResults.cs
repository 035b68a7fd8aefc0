using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace BenchHub.Evaluation.Formats.Outputs;

/// <summary>
/// <c>promptfoo eval -o results.json</c>, version 3 of its results: each provider with each prompt is a system. A test that was run
/// repeatedly stands there as so many tests; here it is one item with repeats.
/// </summary>
internal sealed class PromptfooResults : IOutputFormat
{
    public const string Tool = "promptfoo";

    // failureReason: 0 none, 1 an assertion, 2 an error.
    private const int Failed = 2;

    public string Name => Tool;

    public async IAsyncEnumerable<ToolAnswer> Read(OutputFile file, [EnumeratorCancellation] CancellationToken cancellation)
    {
        file.Tool = Tool;
        var results = new JsonEntries(file, "results", "results");
        var tests = new PromptfooTests();
        string[]? systems = null;
        await foreach (var result in results.Read(cancellation).ConfigureAwait(false))
        {
            systems ??= results.Beside.TryGetValue("results.prompts", out var prompts) && prompts.ValueKind is JsonValueKind.Array ? PromptfooSystems.Names(prompts) : [];
            yield return Answer(result, tests, systems);
        }

        if (!results.IsFound)
        {
            throw new MalformedInputException(
                file.Name, 1, $"This is no result of promptfoo: it lacks \"results.results\".{OutputFormats.Guess(results.Beside.ContainsKey)}");
        }

        if (results.Beside.TryGetValue("metadata", out var metadata) && metadata.ValueKind is JsonValueKind.Object)
        {
            file.Tool = new OutputFields(file, 1, metadata, "metadata").Text("promptfooVersion") is { } version ? $"{Tool} {version}" : Tool;
        }

        if (results.Beside.TryGetValue("config", out var config) && config.ValueKind is JsonValueKind.Object)
        {
            file.Task = new OutputFields(file, 1, config, "config").Text("description");
        }
    }

    private static ToolAnswer Answer(OutputFields result, PromptfooTests tests, string[] systems)
    {
        var test = (int?)result.Number("testIdx") ?? throw result.Fail("testIdx", "is missing.");
        var provider = result.Object("provider") ?? throw result.Fail("provider", "is missing.");
        var prompt = result.Object("prompt");
        var column = result.Count("promptIdx");
        var system = column < systems.Length ? systems[column] : provider.Text("label") is { Length: > 0 } label ? label : provider.Id("id");
        var assertions = result.Object("testCase")?.List("assert") ?? [];
        var (first, repeat) = tests.Place(system, test, result.Value("vars"), assertions);
        var response = result.Object("response");
        var isFailed = result.Count("failureReason") == Failed || response?.Value("output") is null;
        return new(system, first.ToString(CultureInfo.InvariantCulture), result.Line)
        {
            Part = repeat,
            Position = first,
            Question = new(
                result.Value("vars") is { ValueKind: JsonValueKind.Object } vars ? vars.GetRawText() : null, prompt?.Text("raw"), Target(assertions), [], ToolQuestionKind.Words),
            Outputs = isFailed ? [] : [Output(result, response!.Value)],
            Scores = Scores(result),
            Error = isFailed ? response?.Text("error") ?? result.Text("error") ?? "promptfoo recorded no output." : null,
            LatencyMilliseconds = result.Number("latencyMs") ?? 0,
        };
    }

    private static ToolOutput Output(OutputFields result, OutputFields response)
    {
        var tokens = response.Object("tokenUsage");
        return new(OutputFields.Shown(response.Value("output")!.Value))
        {
            FinishReason = response.Text("finishReason"),
            InputTokens = tokens?.Count("prompt") ?? 0,
            OutputTokens = tokens?.Count("completion") ?? 0,
            Dollars = response.Dollars("cost") ?? result.Dollars("cost"),
        };
    }

    // The only assertion that names a right answer as such.
    private static string? Target(IReadOnlyList<JsonElement> assertions) => assertions
        .Where(static one => one.ValueKind is JsonValueKind.Object && one.TryGetProperty("type", out var type) && type.ToString() == "equals")
        .Select(static one => one.TryGetProperty("value", out var value) ? OutputFields.Shown(value) : null)
        .FirstOrDefault(static value => value is not null);

    private static IReadOnlyDictionary<string, double> Scores(OutputFields result)
    {
        var scores = new ScoreNames(result);
        scores.Add("success", result.Value("success") is { } success ? OutputFields.Score(success) : null);
        scores.Add("score", result.Value("score") is { } score ? OutputFields.Score(score) : null);
        foreach (var named in result.Object("namedScores")?.Json.EnumerateObject() ?? default)
        {
            scores.Add(named.Name, OutputFields.Score(named.Value));
        }

        return scores.All;
    }
}
