using System.Text.Json.Nodes;

namespace BenchHub.Cli.Analytics;

/// <summary>Analytics as people read them.</summary>
internal static class AnalyticsTables
{
    public static void Report(JsonNode report)
    {
        Console.WriteLine($"{report["system"]}: {report["summary"]!["sentence"]}");
        var performance = report["datasetPerformance"]!.AsArray();
        var trends = report["trends"]!.AsArray().ToDictionary(static one => ($"{one!["datasetId"]}", $"{one["metric"]}"));
        if (performance.Count > 0)
        {
            var table = Tables.Of("dataset", "metric", "latest", "mean", "best", "worst", "results", "trend", "per day", "p", "p adjusted");
            foreach (var one in performance)
            {
                var trend = trends.GetValueOrDefault(($"{one!["datasetId"]}", $"{one["metric"]}"));
                table.Row(
                    one["dataset"], one["metric"], Tables.Score(one["latest"]), Tables.Score(one["mean"]), Tables.Score(one["best"]), Tables.Score(one["worst"]),
                    one["count"], trend?["direction"] ?? "-", Signed(trend?["slopePerDay"]), Tables.P(trend?["p"]), Tables.P(trend?["pAdjusted"]));
            }

            table.Show();
        }

        Changes(report);
        Notes(report);
    }

    public static void Trend(JsonNode trend)
    {
        var table = Tables.Of("at", $"{trend["metric"]}", "95 % interval", "n", "revision", "version", "model", "result");
        foreach (var point in trend["points"]!.AsArray())
        {
            table.Row(
                point!["at"], Tables.Score(point["value"]), Tables.Interval(point["ciLow"], point["ciHigh"]), point["n"], point["systemRevision"], point["datasetVersion"],
                point["model"], $"{point["resultId"]}{((bool)point["isCounted"]! ? "" : " (not counted)")}");
        }

        table.Show();
        if (trend["trend"] is { } line)
        {
            Console.WriteLine($"{line["direction"]}: {Signed(line["slopePerDay"])} per day, 95 % from {Signed(line["slopeLow"])} to {Signed(line["slopeHigh"])}, p {Tables.P(line["p"])}");
        }

        Changes(trend);
        Notes(trend);
    }

    public static void Slices(JsonNode answer)
    {
        var table = Tables.Of($"{answer["by"]}", "items", "n", $"{answer["metric"]}", "95 % interval", "difference", "p", "p adjusted");
        foreach (var slice in answer["slices"]!.AsArray())
        {
            table.Row(
                slice!["value"], slice["items"], slice["n"], Tables.Score(slice["mean"]), Tables.Interval(slice["ciLow"], slice["ciHigh"]),
                Signed(slice["difference"]), Tables.P(slice["p"]), Tables.P(slice["pAdjusted"]));
        }

        table.Show();
        Console.WriteLine($"{answer["method"]}.");
        Notes(answer);
    }

    public static void Failures(JsonNode answer)
    {
        Console.WriteLine($"{answer["failed"]} of {answer["items"]} items failed ({answer["metric"]} worse than {answer["threshold"]}).");
        if (answer["patterns"]!.AsArray() is { Count: > 0 } patterns)
        {
            var table = Tables.Of("pattern", "kind", "failed", "of", "lift", "p adjusted", "example");
            foreach (var pattern in patterns)
            {
                var example = pattern!["examples"]!.AsArray().FirstOrDefault()?["input"]?.ToString().ReplaceLineEndings(" ") ?? "";
                table.Row(
                    pattern["label"], pattern["kind"], pattern["failed"], pattern["of"], ((double)pattern["lift"]!).ToString("0.0"), Tables.P(pattern["pAdjusted"]),
                    example.Length <= 80 ? example : example[..80] + "…");
            }

            table.Show();
        }

        Notes(answer);
    }

    public static void Predictions(JsonNode answer)
    {
        var table = Tables.Of("system", "dataset", "metric", "seen", "of", "mean", "final (95 %)", "however often one looks");
        foreach (var one in answer["tasks"]!.AsArray())
        {
            table.Row(
                one!["system"], one["dataset"], one["metric"], one["seen"], one["of"], Tables.Score(one["mean"]),
                Tables.Interval(one["low"], one["high"]), Tables.Interval(one["anytimeLow"], one["anytimeHigh"]));
        }

        table.Show();
        Notes(answer);
    }

    private static void Changes(JsonNode answer)
    {
        foreach (var change in answer["changePoints"]!.AsArray())
        {
            Console.WriteLine($"{change!["sentence"]} (p {Tables.P(change["p"])})");
        }
    }

    private static void Notes(JsonNode answer)
    {
        foreach (var note in answer["notes"]!.AsArray())
        {
            Console.WriteLine((string?)note);
        }
    }

    private static string Signed(JsonNode? value) => value is null ? "-" : ((double)value).ToString("+0.0000;-0.0000;0");
}
