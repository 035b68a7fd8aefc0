using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace BenchHub.Deploy.Tests;

/// <summary>What stands outside the code and names something in it: settings, paths, metrics.</summary>
public sealed partial class NamesTests
{
    private static readonly string[] Endings = ["_bucket", "_count", "_sum", "_total", "_seconds"];

    [Fact]
    public void Settings_OfManifests_AreReadBySomebody()
    {
        var known = Sources("src").SelectMany(static text => Property().Matches(text).Concat(Key().Matches(text)))
            .Select(static match => match.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);
        var used = Files("helm", "*.*").Concat(Files("k8s", "*.yaml")).SelectMany(static text => Setting().Matches(text))
            .SelectMany(static match => match.Groups["name"].Value.Split("__")).ToHashSet(StringComparer.Ordinal);
        Assert.Contains("SiloAddress", used);
        Assert.Subset(known, used);
    }

    [Fact]
    public void Metrics_OfAlertsAndDashboards_AreCounted()
    {
        var counted = Sources("src/Grains").SelectMany(static text => Instrument().Matches(text))
            .Select(static match => match.Groups["name"].Value.Replace('.', '_')).ToHashSet(StringComparer.Ordinal);
        var used = Files("ops", "*.yml").Concat(Files("ops", "*.json")).SelectMany(static text => Metric().Matches(text))
            .Select(static match => Bare(match.Value)).ToHashSet(StringComparer.Ordinal);
        Assert.Contains("benchhub_items", used);
        Assert.Equal(counted.Order(), used.Order());
    }

    [Theory]
    [InlineData("work")]
    [InlineData("processes")]
    public void Dashboard_File_AsksSomethingInEachPanel(string name)
    {
        var dashboard = JsonNode.Parse(File.ReadAllText(Path.Combine(Tools.Root, "ops", "grafana", $"{name}.json")))!;
        var panels = dashboard["panels"]!.AsArray();
        Assert.Equal(panels.Count, panels.Select(static panel => (int)panel!["id"]!).Distinct().Count());
        Assert.All(panels, static panel => Assert.NotEmpty(panel!["targets"]!.AsArray().Select(static target => (string)target!["expr"]!)));
    }

    [Fact]
    public void Dockerfile_EachTarget_RunsAsNobodySpecial()
    {
        var lines = File.ReadAllLines(Path.Combine(Tools.Root, "Dockerfile"));
        var stages = lines.Where(static line => line.StartsWith("FROM ", StringComparison.Ordinal)).Select(static line => line.Split(' ')).ToList();
        Assert.All(stages, stage => Assert.True(stage[1].Contains(':', StringComparison.Ordinal) || stages.Any(other => other[^1] == stage[1]), $"{stage[1]} has no version."));
        Assert.Matches("^[1-9][0-9]*:[1-9][0-9]*$", lines.Last(static line => line.StartsWith("USER ", StringComparison.Ordinal))["USER ".Length..]);
        Assert.DoesNotContain(lines, static line => line.StartsWith("ADD ", StringComparison.Ordinal) || line.Contains(":latest", StringComparison.Ordinal));
    }

    private static string Bare(string metric)
    {
        while (Endings.FirstOrDefault(ending => metric.EndsWith(ending, StringComparison.Ordinal)) is { } ending)
        {
            metric = metric[..^ending.Length];
        }

        return metric;
    }

    private static IEnumerable<string> Sources(string folder) => Files(folder, "*.cs");

    private static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Tools.Root, folder), pattern, SearchOption.AllDirectories).Select(File.ReadAllText);

    [GeneratedRegex(@"public \S+ (?<name>\w+) \{ get;", RegexOptions.None, 1000)]
    private static partial Regex Property();

    [GeneratedRegex(@"""BenchHub:(?<name>\w+)", RegexOptions.None, 1000)]
    private static partial Regex Key();

    [GeneratedRegex(@"\bBenchHub__(?<name>\w+)", RegexOptions.None, 1000)]
    private static partial Regex Setting();

    [GeneratedRegex(@"""(?<name>benchhub\.[a-z_.]+)""", RegexOptions.None, 1000)]
    private static partial Regex Instrument();

    [GeneratedRegex(@"\bbenchhub_[a-z_]+", RegexOptions.None, 1000)]
    private static partial Regex Metric();
}
