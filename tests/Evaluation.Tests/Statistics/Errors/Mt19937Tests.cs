using BenchHub.Evaluation.Statistics.Errors;

namespace BenchHub.Evaluation.Tests.Statistics.Errors;

public sealed class Mt19937Tests
{
    // What the authors' own program prints first for this key (mt19937ar.out).
    [Fact]
    public void NextUInt32_AuthorsKey_GivesTheAuthorsNumbers()
    {
        var random = new Mt19937([0x123, 0x234, 0x345, 0x456]);

        Assert.Equal([1067595299u, 955945823u, 477289528u, 4107218783u, 4228976476u], Enumerable.Range(0, 5).Select(_ => random.NextUInt32()));
    }

    // Python 3.11: random.Random(seed).random().
    [Theory]
    [InlineData(0UL, 0.8444218515250481)]
    [InlineData(1UL, 0.13436424411240122)]
    [InlineData(12_345UL, 0.41661987254534116)]
    [InlineData(4_294_967_296UL, 0.11299430095636409)]
    public void NextDouble_IntegerSeed_IsPythons(ulong seed, double first) => Assert.Equal(first, new Mt19937(seed).NextDouble());

    // The state is renewed after 624 words, that is after 312 numbers: Python's number 1,000 from seed 7.
    [Fact]
    public void NextDouble_ManyDraws_IsStillPythons()
    {
        var random = new Mt19937(7);
        for (var i = 0; i < 999; i++)
        {
            random.NextDouble();
        }

        Assert.Equal(0.37786262968738116, random.NextDouble());
    }

    // A key longer than the state runs through all of it: the first output for init_by_array(0, 1, …, 699) by numpy 1.24.
    [Fact]
    public void NextUInt32_KeyLongerThanTheState_GivesNumpysNumbers() =>
        Assert.Equal(3727595200u, new Mt19937([.. Enumerable.Range(0, 700).Select(static i => (uint)i)]).NextUInt32());
}
