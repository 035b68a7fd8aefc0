using BenchHub.Evaluation.Metrics.Retrieval;
using FsCheck.Fluent;

namespace BenchHub.Evaluation.Tests.Metrics.Retrieval;

public sealed class IdTableTests
{
    [Fact]
    public void Fill_AnyIds_StopsAtTheFirstThatRepeatsAnother()
    {
        var ids = Gen.Elements("", "a", "b", "ab", "abc", "doc1", "doc2", "document-12", "document-13", new string('x', 40), new string('x', 41));

        Property.Holds(ids.ArrayOf(), static ids =>
        {
            var seen = new HashSet<string>();
            return new IdTable().Fill(new StringIds(ids)) == Array.FindIndex(ids, id => !seen.Add(id));
        }, tests: 2_000);
    }

    [Fact]
    public void Find_AfterGrowingFromNothing_FindsEveryIdAndNoOther()
    {
        string[] texts = [.. Enumerable.Range(0, 10_000).Select(static i => $"d{i}")];
        var ids = new StringIds(texts);
        var table = new IdTable();
        for (var i = 0; i < texts.Length; i++)
        {
            Assert.True(table.Add(ids, ids.Id(i), IdHash.Of(ids.Id(i))));
        }

        for (var i = 0; i < texts.Length; i++)
        {
            Assert.Equal(i, table.Find(ids, ids.Id(i), table.Hash(i)));
            Assert.False(table.Add(ids, ids.Id(i), table.Hash(i)));
        }

        Assert.Equal(texts.Length, table.Count);
        Assert.Equal(-1, table.Find(ids, "x"u8, IdHash.Of("x"u8)));
    }

    // One hash for all: slower, and still right.
    [Fact]
    public void Add_AllHashesAlike_KeepsIdsApart()
    {
        var ids = new StringIds([.. Enumerable.Range(0, 100).Select(static i => $"d{i}")]);
        var table = new IdTable();
        table.Reset(ids.Count);
        for (var i = 0; i < ids.Count; i++)
        {
            Assert.True(table.Add(ids, ids.Id(i), hash: 7));
        }

        Assert.All(Enumerable.Range(0, ids.Count), i => Assert.Equal(i, table.Find(ids, new StringIds([$"d{i}"]).Id(0), hash: 7)));
    }

    // 16 million pairs of 64-bit hashes: a collision has a chance of 1 in 10^12; low bits, which choose slots, spread evenly.
    [Fact]
    public void Of_IdsThatDifferInOneDigit_SpreadOverAllBits()
    {
        ulong[] hashes = [.. Enumerable.Range(0, 5_000).Select(static i => IdHash.Of(System.Text.Encoding.UTF8.GetBytes($"clueweb12-0000tw-{i:D5}")))];

        Assert.Equal(hashes.Length, hashes.Distinct().Count());
        for (var bit = 0; bit < 64; bit++)
        {
            Assert.InRange(hashes.Count(hash => (hash >> bit & 1) == 1), 2_200, 2_800); // 2,500 +- 8 standard deviations of 35
        }
    }
}
