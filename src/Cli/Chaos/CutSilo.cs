namespace BenchHub.Cli.Chaos;

/// <summary>Pulls the cable of the silo that lives alone: it runs on, and reaches nobody until others have done its work.</summary>
internal sealed class CutSilo : IFault
{
    public string Kind => "cut-silo";

    public bool IsOfStorage => true;

    public async Task Strike(Stage stage, CancellationToken ct)
    {
        stage.Network!.Cut();
        try
        {
            await Task.Delay(stage.Pause, ct);
        }
        finally
        {
            stage.Network.Join();
        }

        // It finds out that it was declared dead, and ends.
        await stage.Wait(2, 4, ct);
    }
}
