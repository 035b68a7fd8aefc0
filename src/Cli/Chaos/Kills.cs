namespace BenchHub.Cli.Chaos;

internal sealed class KillSilo : IFault
{
    public string Kind => "kill-silo";

    public Task Strike(Stage stage, CancellationToken ct)
    {
        stage.Cluster.Send(stage.AnySilo().Name, "KILL");
        return stage.Wait(0, 6, ct);
    }
}

internal sealed class KillApi : IFault
{
    public string Kind => "kill-api";

    public Task Strike(Stage stage, CancellationToken ct)
    {
        stage.Cluster.Send("api", "KILL");
        return stage.Wait(0, 2, ct);
    }
}

internal sealed class KillAll : IFault
{
    public string Kind => "kill-all";

    public Task Strike(Stage stage, CancellationToken ct)
    {
        foreach (var node in stage.Cluster.State.Nodes)
        {
            stage.Cluster.Send(node.Name, "KILL");
        }

        return stage.Wait(0, 1, ct);
    }
}
