using System.Text.Json.Nodes;
using BenchHub.Cli.Tests.Processes;

namespace BenchHub.Cli.Tests;

public sealed class QuickstartTests : IDisposable
{
    private readonly TempFolder _temporary = new();

    [Fact]
    public async Task Quickstart_Json_IsOneObjectWithTheComparisonAndARecovery()
    {
        await using var process = CliProcess.Start(["quickstart", "--json"], _temporary.Path);
        var outcome = (await process.End()).Json;

        var ranking = outcome["ranking"]!.AsArray();
        Assert.Equal(3, ranking.Select(static entry => (string?)entry!["system"]).Distinct().Count());
        Assert.All(ranking, Ranked);
        Assert.Equal(ranking.Select(static entry => (double)entry!["value"]!).OrderDescending(), ranking.Select(static entry => (double)entry!["value"]!));
        var pairs = outcome["comparisons"]!.AsArray();
        Assert.Equal(3, pairs.Count);
        Assert.All(pairs, Tested);

        var recovery = outcome["recovery"]!;
        var (killedAt, resumedAt, items) = ((int)recovery["killedAtItem"]!, (int)recovery["resumedAtItem"]!, (int)outcome["items"]!);
        Assert.Equal("completed", (string?)outcome["status"]);
        Assert.Equal((3 * 60, 0), (items, (int)outcome["itemsFailed"]!));
        Assert.InRange(killedAt, 1, items - 1);
        Assert.InRange(resumedAt, killedAt, items);
        Assert.InRange((double)recovery["secondsToResume"]!, 0, 60);
        await LeftNothing(folders: true);
    }

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("KILL", 137)]
    public async Task Quickstart_EndedFromOutside_LeavesNoProcess(string signal, int code)
    {
        await using var process = CliProcess.Start(["quickstart", "--json"], _temporary.Path);
        await process.Line("Registered 3 systems");

        await process.Signal(signal);

        Assert.Equal(code, (await process.End()).Code);
        await LeftNothing(folders: signal != "KILL");
    }

    public void Dispose() => _temporary.Dispose();

    private static void Ranked(JsonNode? entry)
    {
        var (low, rank, high) = ((int)entry!["rankLow"]!, (int)entry["rank"]!, (int)entry["rankHigh"]!);
        Assert.True(low is >= 1 && low <= rank && rank <= high && high <= 3, entry.ToJsonString());
        var (from, value, to) = ((double)entry["ciLow"]!, (double)entry["value"]!, (double)entry["ciHigh"]!);
        Assert.True(from is > 0 && from < value && value < to && to < 1, entry.ToJsonString());
        Assert.Equal(60, (int)entry["n"]!);
    }

    private static void Tested(JsonNode? pair)
    {
        Assert.NotEqual((string?)pair!["a"], (string?)pair["b"]);
        Assert.InRange((double)pair["difference"]!, -1, 1);
        var (p, adjusted) = ((double)pair["p"]!, (double)pair["pAdjusted"]!);
        Assert.True(p is > 0 && p <= adjusted && adjusted <= 1, pair.ToJsonString());
        Assert.Equal(adjusted <= 0.05, (bool)pair["significant"]!);
    }

    /// <summary>Every child inherits the folder for temporary files, which no other process has.</summary>
    private async Task LeftNothing(bool folders)
    {
        await Deadline.Until(
            () => Task.FromResult(!Descendants().Any()), Deadline.Usual, () => $"Processes are left: {string.Join(", ", Descendants())}");
        if (folders)
        {
            Assert.Empty(Directory.GetDirectories(_temporary.Path, "benchhub-*"));
        }
    }

    private IEnumerable<string> Descendants() => Directory.EnumerateDirectories("/proc")
        .Where(static process => int.TryParse(Path.GetFileName(process), out _))
        .Where(process => Environment(process).Contains(_temporary.Path, StringComparison.Ordinal));

    private static string Environment(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "environ"));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
