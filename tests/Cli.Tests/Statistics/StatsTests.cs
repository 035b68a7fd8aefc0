using System.Text.Json.Nodes;
using BenchHub.Cli.Tests.Processes;

namespace BenchHub.Cli.Tests.Statistics;

/// <summary><c>benchhub stats</c>, which needs no hub.</summary>
public sealed class StatsTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task Compare_ThreeTests_AreAdjustedTogether()
    {
        // Four items, each 1 better: two of 2^4 = 16 sign patterns have a mean that far from 0, p = 0.125; so has the sign
        // test, 2 / 2^4, and Wilcoxon's, whose ranks all tie. Holm over three equal p-values: 3 x 0.125.
        var (a, b) = (Scores("a", 3, 4, 5, 6), Scores("b", 2, 3, 4, 5));

        var pair = (await Shell.Run("stats", "compare", a, b, "--test", "randomization,sign,wilcoxon", "--correct", "holm", "--json")).Json["pairs"]![0]!;

        Assert.Equal((1.0, 4, 0, 0, 4), ((double)pair["difference"]!, (int)pair["wins"]!, (int)pair["ties"]!, (int)pair["losses"]!, (int)pair["n"]!));
        Assert.Equal(["randomization", "sign", "wilcoxon"], Values(pair, static test => (string)test["test"]!));
        Assert.Equal([0.125, 0.125, 0.125], Values(pair, static test => Math.Round((double)test["p"]!, 12)));
        Assert.Equal([0.375, 0.375, 0.375], Values(pair, static test => Math.Round((double)test["pAdjusted"]!, 12)));

        // Of 16 pairs of any two scores, 10 have a above b and 3 below: (10 - 3) / 16. Equal differences have no spread.
        Assert.Equal((null, 0.4375), ((double?)pair["cohenDz"], (double)pair["cliffsDelta"]!));
    }

    [Fact]
    public async Task Compare_ItemsInAnotherOrder_ArePairedByIdAndUndefinedOnesLeftOut()
    {
        var a = _folder.File("a.jsonl", "{\"id\":\"x\",\"ok\":true}\n{\"id\":\"y\",\"ok\":false}\n{\"id\":\"z\",\"ok\":null}\n");
        var b = _folder.File("b.jsonl", "{\"id\":\"z\",\"ok\":1}\n{\"id\":\"y\",\"ok\":0}\n{\"id\":\"x\",\"ok\":0}\n");

        var outcome = (await Shell.Run("stats", "compare", a, b, "--field", "ok", "--test", "mcnemar")).Succeeded();

        Assert.Contains("1/1/0", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("1 items were left out", outcome.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"id\":1,\"score\":1}\n", "{\"id\":2,\"score\":1}\n", "b.jsonl has no item '1', which stands in a.jsonl, line 1")]
    [InlineData("{\"score\":1}\n", "{\"score\":1}\n{\"score\":1}\n", "a.jsonl has 1 scores and b.jsonl has 2.")]
    [InlineData("{\"score\":1}\n", "{\"points\":1}\n", "b.jsonl, line 1: The field \"score\" is missing; it has points.")]
    [InlineData("{\"score\":1}\n", "{\"score\":\"1\"}\n", "b.jsonl, line 1: The field \"score\" must be a number, true, false or null.")]
    [InlineData("{\"score\":1}\n", "{\"score\":1e999}\n", "b.jsonl, line 1: The field \"score\" must be a number")]
    [InlineData("{\"id\":1,\"score\":1}\n{\"id\":1,\"score\":2}\n", "{\"id\":1,\"score\":1}\n", "a.jsonl, line 2: The item '1' stands twice")]
    [InlineData("\n", "{\"score\":1}\n", "a.jsonl has no scores.")]
    public async Task Compare_FilesThatCannotBePaired_AreNamed(string a, string b, string said)
    {
        var outcome = await Shell.Run("stats", "compare", _folder.File("a.jsonl", a), _folder.File("b.jsonl", b));

        Assert.Contains(said, outcome.Refusal(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--test magic", "There is no paired test 'magic'; choose one of randomization, ttest, wilcoxon, sign, mcnemar.")]
    [InlineData("--correct magic", "There is no correction 'magic'")]
    [InlineData("--alpha 1", "Alpha lies between 0 and 1; 1 does not.")]
    [InlineData("--test mcnemar", "mcnemar")]
    public async Task Compare_OptionThatWillNotDo_IsNamed(string options, string said)
    {
        var outcome = await Shell.Run(["stats", "compare", Scores("a", 3, 4), Scores("b", 2, 3), .. options.Split(' ')]);

        Assert.Contains(said, outcome.Refusal(), StringComparison.OrdinalIgnoreCase);
    }

    // statsmodels' TTestPower: solve_power(0.1, alpha=0.05, power=0.8) = 786.8, solve_power(nobs=300, …) = 0.1623 (x 0.2).
    [Fact]
    public async Task Power_EffectAndDeviation_TellsTheItems()
    {
        Assert.Equal(787, (int)(await Shell.Run("stats", "power", "--sd", "0.2", "--effect", "0.02", "--json")).Json["itemsNeeded"]!);
        Assert.Contains("needs 787 items", (await Shell.Run("stats", "power", "--sd", "0.2", "--effect", "0.02")).Succeeded().Output, StringComparison.Ordinal);
        Assert.Contains("300 items show differences from 0.0325 on", (await Shell.Run("stats", "power", "--sd", "0.2", "--items", "300")).Succeeded().Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--sd 0.2", "Give --effect")]
    [InlineData("--sd -1 --effect 0.1", "standard deviation")]
    [InlineData("--sd 0.2 --effect 0", "No number of items")]
    [InlineData("--sd 0.2 --items 1", "at least 2 items")]
    public async Task Power_WhatCannotBePlanned_IsASentence(string options, string said)
    {
        var outcome = await Shell.Run(["stats", "power", .. options.Split(' ')]);

        Assert.Contains(said, outcome.Refusal(), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private string Scores(string name, params double[] scores) =>
        _folder.File($"{name}.jsonl", string.Concat(scores.Select(static score => $"{{\"score\":{score}}}\n")));

    private static T[] Values<T>(JsonNode pair, Func<JsonNode, T> of) => [.. pair["tests"]!.AsArray().Select(test => of(test!))];
}
