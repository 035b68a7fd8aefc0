namespace BenchHub.Cli.Chaos;

/// <summary>Something that happens to clusters.</summary>
internal interface IFault
{
    string Kind { get; }

    /// <summary>Whether runs keep answers that they cannot store meanwhile; the next fault may take those.</summary>
    bool IsOfStorage => false;

    /// <summary>Breaks something and leaves it broken for a while; what does not come back by itself is mended by the caller.</summary>
    Task Strike(Stage stage, CancellationToken ct);
}
