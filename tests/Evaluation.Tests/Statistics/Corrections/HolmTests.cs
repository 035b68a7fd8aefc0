using System.Text.Json;
using BenchHub.Evaluation.Statistics.Corrections;
using BenchHub.Evaluation.Tests.Golden;
using FsCheck.Fluent;

namespace BenchHub.Evaluation.Tests.Statistics.Corrections;

public sealed class HolmTests
{
    // Sorted 0.01 0.02 0.03 0.04: times 4 3 2 1 = 0.04 0.06 0.06 0.04, and never below the one before: 0.04 0.06 0.06 0.06.
    [Fact]
    public void Adjust_FourValues_StepsDown() =>
        Assert.Equal([0.06, 0.04, 0.06, 0.06], Holm.Adjust([0.03, 0.01, 0.04, 0.02]), static (e, a) => Math.Abs(e - a) < 1e-15);

    [Fact]
    public void Adjust_Golden_EqualsTheReference()
    {
        using var golden = JsonDocument.Parse(File.ReadAllText(SharedFolder.Find("golden/lmeval/golden.json")));
        var padj = golden.RootElement.GetProperty("padj");

        Assert.Equal(Numbers(padj.GetProperty("holm")), Holm.Adjust(Numbers(padj.GetProperty("p"))), static (e, a) => Math.Abs(e - a) < 1e-12);
    }

    [Fact]
    public void Adjust_LargeValues_StopAtOne() => Assert.Equal([1, 1], Holm.Adjust([0.9, 0.8]));

    [Fact]
    public void Adjust_NaN_StaysAndDoesNotCount() => Assert.Equal([0.02, double.NaN, 0.02], Holm.Adjust([0.01, double.NaN, 0.02]));

    [Fact]
    public void Adjust_NoneOrOne_IsUnchanged()
    {
        Assert.Empty(Holm.Adjust([]));
        Assert.Equal([0.3], Holm.Adjust([0.3]));
    }

    [Fact]
    public void Adjust_AnyValues_KeepsTheirOrderAndNeverLowersOne() => Property.Holds(Gen.Choose(0, 1_000).ListOf(), static list =>
    {
        double[] p = [.. list.Select(static x => x / 1_000.0)];
        var adjusted = Holm.Adjust(p);
        return adjusted.Zip(p).All(static both => both.First >= both.Second && both.First <= 1)
            && Enumerable.Range(0, p.Length).All(i => Enumerable.Range(0, p.Length).All(j => p[i] > p[j] || adjusted[i] <= adjusted[j]));
    });

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(static number => number.GetDouble())];
}
