using System.Text.Json.Nodes;
using System.Xml.Linq;
using BenchHub.Reports.Checks;

namespace BenchHub.Reports.Tests;

public sealed class ChecksTests
{
    private static readonly Check[] All =
    [
        new("set v1", "good", "map >= baseline", CheckOutcome.Passed, "Passed: fine.", [new("p", 0.01)]),
        new("set v1", "<bad> & \"worse\" \u0000\ud800", "map >= baseline", CheckOutcome.Failed, "Failed: 1 < 2 & so on.", [new("p", null)]),
        new("other v2", "한국어 🚀", "mrr >= 0.5", CheckOutcome.Inconclusive, "Inconclusive: more items would tell.", []),
    ];

    [Fact]
    public void JUnit_Checks_AreCountedAndEscaped()
    {
        var root = XDocument.Parse(JUnit.Write("gates", Samples.At, All)).Root!;

        Assert.Equal(("testsuites", "3", "1", "1"), (root.Name.LocalName, (string)root.Attribute("tests")!, (string)root.Attribute("failures")!, (string)root.Attribute("errors")!));
        Assert.Equal(["set v1", "other v2"], root.Elements("testsuite").Select(static suite => (string)suite.Attribute("name")!));
        Assert.All(root.Elements("testsuite"), static suite => Assert.Equal((int)suite.Attribute("tests")!, suite.Elements("testcase").Count()));
        Assert.Equal("2026-11-21T12:00:00", (string)root.Element("testsuite")!.Attribute("timestamp")!);
        var cases = root.Descendants("testcase").ToList();
        Assert.All(cases, static one => Assert.True(one.Attribute("name") is not null && one.Attribute("classname") is not null && one.Attribute("time") is not null));
        Assert.Equal("<bad> & \"worse\" \uFFFD\uFFFD: map >= baseline", (string)cases[1].Attribute("name")!);
        Assert.Equal("Failed: 1 < 2 & so on.", (string)cases[1].Element("failure")!.Attribute("message")!);
        Assert.Contains("p: undefined", cases[1].Element("failure")!.Value, StringComparison.Ordinal);
        Assert.Equal("inconclusive", (string)cases[2].Element("error")!.Attribute("type")!);
    }

    [Fact]
    public void JUnit_Text_SaysThatItIsUtf8() => Assert.StartsWith("<?xml version=\"1.0\" encoding=\"utf-8\"?>", JUnit.Write("x", Samples.At, All), StringComparison.Ordinal);

    [Fact]
    public void Sarif_Checks_AreResultsOfTheirRules()
    {
        var sarif = JsonNode.Parse(Sarif.Write("0.1.0", All))!;
        var run = Assert.Single(sarif["runs"]!.AsArray())!;

        Assert.Equal("2.1.0", (string?)sarif["version"]);
        Assert.Equal(["map >= baseline", "mrr >= 0.5"], run["tool"]!["driver"]!["rules"]!.AsArray().Select(static rule => (string?)rule!["shortDescription"]!["text"]));
        Assert.Equal(
            [("benchhub/1", "pass", "none"), ("benchhub/1", "fail", "error"), ("benchhub/2", "open", "none")],
            run["results"]!.AsArray().Select(static result => ((string?)result!["ruleId"], (string?)result["kind"], (string?)result["level"])));
        Assert.Equal("other v2/한국어 🚀", (string?)run["results"]![2]!["locations"]![0]!["logicalLocations"]![0]!["fullyQualifiedName"]);
    }

    [Fact]
    public void ComparisonChecks_AgainstABaseline_FailWhereItIsSignificantlyBetter()
    {
        // Neighbours are alike, all others differ: against the second of four the fourth is worse, the first and the third are not.
        var comparison = Samples.Of(["first", "second", "third", "fourth"]);
        var checks = ComparisonChecks.Of(comparison, "second");

        Assert.Equal(
            [("first", CheckOutcome.Passed), ("third", CheckOutcome.Passed), ("fourth", CheckOutcome.Failed)],
            checks.Select(static check => (check.Subject, check.Outcome)));
        Assert.Equal("'second' is significantly better than 'fourth' (adjusted p 0.0123).", checks[2].Sentence);
        Assert.True(checks[2].Numbers.First(static number => number.Key == "difference").Value < 0);
        Assert.Equal(checks.Select(static check => check.Sentence), ComparisonChecks.Of(comparison, "sys_1").Select(static check => check.Sentence));
    }

    [Fact]
    public void ComparisonChecks_LowerIsBetter_TurnsTheSide()
    {
        var comparison = Samples.Of(["first", "second", "third"]);
        comparison = comparison with { Cells = [comparison.Cells[0] with { LowerIsBetter = true }] };

        Assert.Equal(CheckOutcome.Passed, ComparisonChecks.Of(comparison, "first").Single(static check => check.Subject == "third").Outcome);
        Assert.Equal(CheckOutcome.Failed, ComparisonChecks.Of(comparison, "third").Single(static check => check.Subject == "first").Outcome);
    }

    [Fact]
    public void ComparisonChecks_RefusedCellOrNoBaseline_NeverFails()
    {
        var comparison = Samples.Of(["first", "second", "third"]);
        comparison = comparison with { Cells = [.. comparison.Cells, Samples.Refused("other", "unlike signatures")] };

        Assert.Equal((CheckOutcome.Inconclusive, "unlike signatures"), ComparisonChecks.Of(comparison, "first").Select(static check => (check.Outcome, check.Sentence)).Last());
        Assert.DoesNotContain(ComparisonChecks.Of(comparison, null), static check => check.Outcome is CheckOutcome.Failed);
        Assert.Equal("baseline", Assert.Throws<RefusedException>(() => ComparisonChecks.Of(comparison, "nobody")).Field);
    }
}
