using BenchHub.Cli.Tests.Processes;

namespace BenchHub.Cli.Tests.Clusters;

/// <summary>A short one of the runs that <c>make chaos</c> makes long.</summary>
public sealed class ChaosTests : IDisposable
{
    private readonly TempFolder _folder = ClusterFolder.New();

    [Fact]
    public async Task Chaos_AFewFaults_LoseNothingDoubleNothingAndChangeNoNumber()
    {
        string[] kinds = ["--kind", "kill-silo", "--kind", "crash-database", "--kind", "kill-api", "--kind", "kill-all"];
        var told = (await Shell.Run(["chaos", "--faults", "4", "--seed", "3", "--items", "1500", .. kinds, "--data", _folder.Path, "--json"])).Json;

        // 4 faults on rounds of two jobs: at least 2 x 1500 items went through them.
        Assert.Equal((4, 0, 0, 0, true), ((int)told["faults"]!, (int)told["lost"]!, (int)told["doubled"]!, (int)told["repeatedPaid"]!, (bool)told["aggregatesEqual"]!));
        Assert.InRange((int)told["items"]!, 3000, int.MaxValue);
        Assert.InRange((int)told["askedAgain"]!, 0, (int)told["askedAgainAtMost"]!);
        Assert.Empty(told["findings"]!.AsArray());
    }

    [Fact]
    public async Task Chaos_UnknownKind_IsRefusedWithTheKindsThatThereAre() =>
        Assert.Contains("There is no fault 'earthquake'; there are kill-silo, ", (await Shell.Run("chaos", "--kind", "earthquake", "--data", _folder.Path)).Refusal());

    public void Dispose() => _folder.Dispose();
}
