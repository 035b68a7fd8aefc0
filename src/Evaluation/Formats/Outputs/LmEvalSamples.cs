using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace BenchHub.Evaluation.Formats.Outputs;

/// <summary>
/// <c>samples_*.jsonl</c> of lm-evaluation-harness (<c>--log_samples</c>): a line for each document and filter. Likelihoods may be
/// texts, as newer versions write them, or numbers.
/// </summary>
internal sealed class LmEvalSamples : IOutputFormat
{
    public const string Tool = "lm-eval";

    // What stands beside a metric's value under its name, or is no mean of items there: logarithms of which a perplexity is made.
    private static readonly HashSet<string> NoMeans = ["perplexity", "bypass"];

    public string Name => Tool;

    public async IAsyncEnumerable<ToolAnswer> Read(OutputFile file, [EnumeratorCancellation] CancellationToken cancellation)
    {
        (file.Tool, file.Task) = (Tool, TaskName(file.Name));
        var filters = new List<string>();
        await foreach (var line in JsonLines.Read(file, cancellation).ConfigureAwait(false))
        {
            yield return Answer(line, filters);
        }
    }

    private static ToolAnswer Answer(OutputFields line, List<string> filters)
    {
        if (!line.Has("doc_id") || !line.Has("resps"))
        {
            throw line.Fail($"This is no sample of lm-eval: it lacks \"{(line.Has("doc_id") ? "resps" : "doc_id")}\".{OutputFormats.Guess(line.Has)}");
        }

        var filter = line.Text("filter") ?? "none";
        if (!filters.Contains(filter))
        {
            filters.Add(filter);
        }

        var position = line.Number("doc_id") is { } id and >= 0 and <= int.MaxValue ? (int)id : throw line.Fail("doc_id", "must be a number from 0 on.");
        var (requests, responses) = (LmEvalRequest.All(line), line.List("resps") ?? []);
        var question = Question(line, requests);
        var part = filters.IndexOf(filter);
        return new("", position.ToString(CultureInfo.InvariantCulture), line.Line)
        {
            Part = part,
            Position = position,
            Question = question,

            // Each filter repeats the responses, which are one answer all the same.
            Outputs = part > 0 ? [] : question.Kind is ToolQuestionKind.Words ? Words(line, responses) : [.. responses.Select(response => Likelihood(line, response))],
            Scores = Scores(line, filter),
        };
    }

    private static ToolQuestion Question(OutputFields line, IReadOnlyList<LmEvalRequest> requests)
    {
        var record = line.Value("doc") is { ValueKind: JsonValueKind.Object } document ? document.GetRawText() : null;
        var target = line.Value("target") is { } right ? OutputFields.Shown(right) : null;
        var first = requests.Count > 0 ? requests[0] : null;
        return first switch
        {
            null or { Continuation: null, IsWords: true } => new(record, first?.Context, target, [], ToolQuestionKind.Words),
            { Continuation: null } => new(record, "", first.Context, [], ToolQuestionKind.Rolling),
            _ when requests.Count == 1 => new(record, first.Context, first.Continuation, [], ToolQuestionKind.Likelihood),

            // A prompt for each choice, with one continuation: the prompts are what is chosen from.
            _ when requests.All(request => request.Continuation == first.Continuation) =>
                new(record, first.Context, target, [.. requests.Select(static request => request.Context)], ToolQuestionKind.Choices),
            _ => new(record, first.Context, target, [.. requests.Select(static request => Bare(request.Continuation!))], ToolQuestionKind.Choices),
        };
    }

    private static string Bare(string continuation) => continuation.StartsWith(' ') ? continuation[1..] : continuation;

    // One request, with a response for each repeat.
    private static ToolOutput[] Words(OutputFields line, IReadOnlyList<JsonElement> responses) => responses is [{ ValueKind: JsonValueKind.Array } repeats]
        ? [.. repeats.EnumerateArray().Select(static text => new ToolOutput(OutputFields.Shown(text)))]
        : throw line.Fail("resps", "must hold one list of texts, since the task generates text.");

    // [["-1.5", "True"]], [[-1.5, true]] or, of a text by itself, ["-1.5"].
    private static ToolOutput Likelihood(OutputFields line, JsonElement response)
    {
        var values = response;
        while (values.ValueKind is JsonValueKind.Array && values.GetArrayLength() > 0 && values[0].ValueKind is JsonValueKind.Array)
        {
            values = values[0];
        }

        if (values.ValueKind is not JsonValueKind.Array || values.GetArrayLength() == 0 || Number(values[0]) is not { } likelihood)
        {
            throw line.Fail("resps", "must hold a log-likelihood for each request.");
        }

        return new("")
        {
            LogLikelihood = likelihood,
            IsGreedy = values.GetArrayLength() > 1 && values[1] is var greedy && (greedy.ValueKind is JsonValueKind.True || greedy.ToString() == "True"),
        };
    }

    private static double? Number(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetDouble(),

        // Minus infinity is no number in JSON; the least number orders the choices in the same way.
        JsonValueKind.String when value.GetString() is "-inf" => double.MinValue,
        JsonValueKind.String when double.TryParse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    private static IReadOnlyDictionary<string, double> Scores(OutputFields line, string filter)
    {
        var scores = new ScoreNames(line);
        IEnumerable<string> names = line.List("metrics") is { } listed
            ? listed.Where(static name => name.ValueKind is JsonValueKind.String).Select(static name => name.GetString()!)
            : LmEvalRequest.UnknownFields(line);
        foreach (var name in names.Where(static name => !NoMeans.Contains(name)))
        {
            scores.Add(filter == "none" ? name : $"{name}.{filter}", line.Json.TryGetProperty(name, out var value) ? OutputFields.Score(value) : null);
        }

        return scores.All;
    }

    // samples_gsm8k_2026-01-31T10-00-00.123456.jsonl
    private static string? TaskName(string file)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        var (first, last) = (name.IndexOf('_', StringComparison.Ordinal), name.LastIndexOf('_'));
        return name.StartsWith("samples_", StringComparison.Ordinal) && last > first ? name[(first + 1)..last]
            : name.StartsWith("samples_", StringComparison.Ordinal) ? name[(first + 1)..]
            : null;
    }
}
