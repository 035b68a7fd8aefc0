using System.CommandLine;
using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Statistics;
using BenchHub.Evaluation.Statistics.Corrections;
using BenchHub.Evaluation.Statistics.Tests;

namespace BenchHub.Cli.Statistics;

/// <summary>Compares systems by files of their scores.</summary>
internal static class CompareScoresCommand
{
    private static readonly Argument<string[]> Files = new("files")
    {
        Arity = new(2, 100),
        Description = "JSON Lines, one file a system and one item a line. Lines with an id are paired by it, others by their order.",
    };

    private static readonly Option<string> Field = new("--field") { Description = "Field with the score.", DefaultValueFactory = static _ => "score" };

    private static readonly Option<string> Id = new("--id") { Description = "Field with the item's id.", DefaultValueFactory = static _ => "id" };

    private static readonly Option<string> Tests = new("--test")
    {
        Description = $"Tests, with commas between them; the first one decides. There are {string.Join(", ", PairedTests.Names)}.",
        DefaultValueFactory = static _ => PairedTests.Randomized,
    };

    private static readonly Option<string> Correct = new("--correct")
    {
        Description = $"Correction over every test of every pair: {string.Join(", ", CorrectionCatalog.All.Select(static correction => correction.Name))}.",
        DefaultValueFactory = static _ => ComparisonSettings.Default.Correction,
    };

    private static readonly Option<double> Alpha = new("--alpha") { Description = "Error rate of the family.", DefaultValueFactory = static _ => ComparisonSettings.Default.Alpha };

    private static readonly Option<bool> Lower = new("--lower-is-better") { Description = "For scores such as errors and latencies." };

    public static Command Create() => new Command("compare", "Compare systems by files of their scores: tests of all pairs, intervals, effect sizes.")
    {
        Files, Field, Id, Tests, Correct, Alpha, Lower,
    }.Computes(static async (parsed, ct) =>
    {
        var files = await ScoreFiles.Read(parsed.GetRequiredValue(Files), parsed.GetRequiredValue(Field), parsed.GetRequiredValue(Id), ct);
        var settings = new ComparisonSettings
        {
            Alpha = parsed.GetValue(Alpha),
            Direction = parsed.GetValue(Lower) ? MetricDirection.LowerIsBetter : MetricDirection.HigherIsBetter,
            Tests = parsed.GetRequiredValue(Tests).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            Correction = parsed.GetRequiredValue(Correct),
        };
        var signature = Signature.Parse($"field={parsed.GetValue(Field)}");
        var compared = SystemComparison.Compare([.. files.Names.Zip(files.Columns, (name, scores) => new SystemColumn(name, signature, scores))], settings, ct);
        return parsed.Print(ScoreComparisonJson.Of(compared, files, settings), ScoreComparisonTables.Show);
    });
}
