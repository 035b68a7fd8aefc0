namespace BenchHub.Cli.Chaos;

/// <summary>Something that happens to clusters.</summary>
internal interface IFault
{
    string Kind { get; }

    /// <summary>Breaks something and leaves it broken for a while; what does not come back by itself is mended by the caller.</summary>
    Task Strike(Stage stage, CancellationToken ct);
}
