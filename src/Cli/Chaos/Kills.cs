namespace BenchHub.Cli.Chaos;

internal sealed class KillSilo : IFault
{
    public string Kind => "kill-silo";

    public async Task Strike(Stage stage, CancellationToken ct)
    {
        await stage.Cluster.Kill([stage.AnySilo().Name], ct);
        await stage.Wait(0, 3, ct);
    }
}

internal sealed class KillApi : IFault
{
    public string Kind => "kill-api";

    public async Task Strike(Stage stage, CancellationToken ct)
    {
        await stage.Cluster.Kill(["api"], ct);
        await stage.Wait(0, 1, ct);
    }
}

internal sealed class KillAll : IFault
{
    public string Kind => "kill-all";

    public async Task Strike(Stage stage, CancellationToken ct)
    {
        await stage.Cluster.Kill(stage.Cluster.State.Nodes.Select(static node => node.Name), ct);
        await stage.Wait(0, 1, ct);
    }
}
