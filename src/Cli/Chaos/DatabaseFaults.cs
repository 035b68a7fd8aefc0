namespace BenchHub.Cli.Chaos;

internal sealed class CrashDatabase : IFault
{
    public string Kind => "crash-database";

    public bool IsOfStorage => true;

    public Task Strike(Stage stage, CancellationToken ct)
    {
        stage.Cluster.Database.Stop("immediate");
        return stage.Wait(0, 2, ct);
    }
}

/// <summary>Leaves the database no byte of its disk for a while.</summary>
internal sealed class FillDisk : IFault
{
    public string Kind => "fill-disk";

    public bool IsOfStorage => true;

    public async Task Strike(Stage stage, CancellationToken ct)
    {
        var filler = Path.Combine(SmallDisk.Of(stage.Cluster.Database), "filler");
        try
        {
            Fill(filler);
            await stage.Wait(2, 4, ct);
        }
        finally
        {
            File.Delete(filler);
        }
    }

    private static void Fill(string path)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        for (var size = 1024 * 1024; size >= 1; size /= 2)
        {
            try
            {
                for (var block = new byte[size]; ;)
                {
                    file.Write(block);
                }
            }
            catch (IOException)
            {
                // Full for a block of this size.
            }
        }
    }
}
