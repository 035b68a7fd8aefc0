namespace BenchHub.Cli.Chaos;

/// <summary>Stops a silo for longer than its lease and wakes it: by then others do its work, and what it still means to write must not count.</summary>
internal sealed class PauseSilo : IFault
{
    public string Kind => "pause-silo";

    public async Task Strike(Stage stage, CancellationToken ct)
    {
        var silo = stage.AnySilo().Name;
        stage.Cluster.Send(silo, "STOP");
        try
        {
            await Task.Delay(stage.Pause, ct);
        }
        finally
        {
            stage.Cluster.Send(silo, "CONT");
        }

        // It finds out that it was declared dead, and ends.
        await stage.Wait(2, 4, ct);
    }
}
