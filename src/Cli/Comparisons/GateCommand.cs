using System.CommandLine;
using System.Text.Json.Nodes;
using BenchHub.Cli.Hub;
using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Statistics;
using BenchHub.Evaluation.Statistics.Gates;
using BenchHub.Reports.Checks;

namespace BenchHub.Cli.Comparisons;

/// <summary><c>compare --gate</c>: its exit code is for build servers, and tells a gate that failed from a gate that could not be tested.</summary>
internal sealed class GateCommand
{
    public const int Passed = 0, Failed = 1, Inconclusive = 2, Error = 3;

    private readonly Option<string[]> _gates = new("--gate")
    {
        Description = "What systems must reach, such as \"ndcg@10 >= baseline - 0.01 @ 95%\"; several must all be passed. Ends with 0 passed, 1 failed, 2 inconclusive, 3 error.",
    };

    public Option<string?> Baseline { get; } = new("--baseline") { Description = "System, or id of a result, that gates speak of." };
    private readonly Option<FileInfo?> _junit = new("--junit") { Description = "Write the gates as JUnit XML." };
    private readonly Option<FileInfo?> _sarif = new("--sarif") { Description = "Write the gates as SARIF." };

    public IEnumerable<Option> Options => [Baseline, _gates, _junit, _sarif];

    /// <summary>Files of gates ask for gates, too, so that a forgotten gate is an error.</summary>
    public bool IsAsked(ParseResult parsed) => new Option[] { _gates, _junit, _sarif }.Any(option => parsed.GetResult(option) is not null);

    /// <summary>Whether these arguments ask for gates, even where they cannot be parsed.</summary>
    public static bool IsAsked(IEnumerable<string> arguments) => arguments.Any(static argument => argument is "--gate" || argument.StartsWith("--gate=", StringComparison.Ordinal));

    /// <returns>The worst of all verdicts: failed, then inconclusive.</returns>
    public async Task<int> Run(HubClient hub, ParseResult parsed, IReadOnlyList<string> datasets, IReadOnlyList<string> systems, IReadOnlyList<string> results, CancellationToken ct)
    {
        Gate[] gates = [.. (parsed.GetValue(_gates) ?? []).Select(Parsed)];
        if (gates.Length == 0)
        {
            throw new HubException("--junit and --sarif write what gates said; name one with --gate \"ndcg@10 >= baseline - 0.01 @ 95%\".");
        }

        var baseline = parsed.GetValue(Baseline);
        if (baseline is null && gates.FirstOrDefault(static gate => gate.Target is null) is { } open)
        {
            throw new HubException($"The gate '{open}' speaks of a baseline; name it with --baseline SYSTEM.");
        }

        if (datasets.Count == 0)
        {
            throw new HubException("Name the dataset to test on with --dataset.");
        }

        var verdicts = new JsonArray();
        foreach (var (dataset, gate) in datasets.SelectMany(_ => gates, static (dataset, gate) => (dataset, gate)))
        {
            foreach (var (field, subject) in await Subjects(hub, gate, dataset, baseline, systems, results, ct))
            {
                verdicts.Add(await hub.Post(
                    "/api/v1/comparisons/gates", new JsonObject { [field] = subject, ["baseline"] = gate.Target is null ? baseline : null, ["dataset"] = dataset, ["gate"] = gate.ToString() }, ct));
            }
        }

        Check[] checks = [.. verdicts.Select(static verdict => Checked(verdict!))];
        await Write(_junit, () => JUnit.Write($"gates on {string.Join(", ", datasets)}", TimeProvider.System.GetUtcNow(), checks));
        await Write(_sarif, () => Sarif.Write(typeof(GateCommand).Assembly.GetName().Version?.ToString(3) ?? "0.0.0", checks));
        var outcome = checks.Any(static check => check.Outcome is CheckOutcome.Failed) ? CheckOutcome.Failed
            : checks.Any(static check => check.Outcome is CheckOutcome.Inconclusive) ? CheckOutcome.Inconclusive : CheckOutcome.Passed;
        parsed.Print(new JsonObject { ["outcome"] = outcome.ToString().ToLowerInvariant(), ["gates"] = verdicts }, Show);
        return outcome switch { CheckOutcome.Failed => Failed, CheckOutcome.Inconclusive => Inconclusive, _ => Passed };

        Task Write(Option<FileInfo?> option, Func<string> text) => parsed.GetValue(option) is { } file ? File.WriteAllTextAsync(file.FullName, text(), ct) : Task.CompletedTask;
    }

    private static Gate Parsed(string text)
    {
        try
        {
            return Gate.Parse(text);
        }
        catch (Exception refused) when (refused is GateSyntaxException or UnknownMetricException or StatisticRefusedException)
        {
            throw new HubException(refused.Message);
        }
    }

    /// <summary>The results and systems that are named, or every other system with a result.</summary>
    private static async Task<IReadOnlyList<(string Field, string Subject)>> Subjects(
        HubClient hub, Gate gate, string dataset, string? baseline, IReadOnlyList<string> systems, IReadOnlyList<string> results, CancellationToken ct)
    {
        if (systems.Count + results.Count > 0)
        {
            return [.. systems.Select(static system => ("system", system)), .. results.Select(static result => ("result", result))];
        }

        var ranking = await hub.Get($"/api/v1/comparisons/leaderboard/{Uri.EscapeDataString(dataset)}?metric={Uri.EscapeDataString(gate.Metric.Name.ToString())}", ct);
        (string, string)[] others = [.. ranking.AsArray()
            .Where(entry => baseline is null || (baseline != (string?)entry!["system"] && baseline != (string?)entry["systemId"] && baseline != (string?)entry["resultId"]))
            .Select(static entry => ("system", (string)entry!["systemId"]!))];
        return others.Length > 0 ? others : throw new HubException($"No system but the baseline has a result with {gate.Metric.Name} on '{dataset}'; run one first.");
    }

    private static Check Checked(JsonNode verdict)
    {
        string[] numbers = ["value", "baselineValue", "difference", "limit", "ciLow", "ciHigh", "p", "n", "dropped"];
        return new(
            $"{verdict["dataset"]} v{verdict["version"]}", (string)verdict["system"]!["system"]!, (string)verdict["gate"]!,
            Enum.Parse<CheckOutcome>((string)verdict["outcome"]!, ignoreCase: true), (string)verdict["sentence"]!,
            [.. numbers.Select(name => KeyValuePair.Create(name, (double?)verdict[name]))]);
    }

    private static void Show(JsonNode answer)
    {
        foreach (var verdict in answer["gates"]!.AsArray())
        {
            Console.WriteLine($"{verdict!["system"]!["system"]}: {verdict["gate"]}");
            Console.WriteLine($"  {verdict["sentence"]}");
            foreach (var note in verdict["notes"]!.AsArray())
            {
                Console.WriteLine($"  {note}");
            }
        }
    }
}
