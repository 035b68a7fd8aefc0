namespace BenchHub.Sandbox;

/// <summary>How much an answer's code may use, and what contains it. Each limit holds for one process: an answer has no other.</summary>
public sealed record SandboxSettings
{
    /// <summary>Trials at the same time, each in a warm worker of its own. Default: one per processor.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;

    /// <summary>Address space in bytes, for the answer and for the test. Default: 512 MiB.</summary>
    public long Memory { get; init; } = 512 << 20;

    /// <summary>Bytes that the answer can write to its private, empty <c>/tmp</c>. Default: 16 MiB.</summary>
    public long Disk { get; init; } = 16 << 20;

    /// <summary>Threads that the answer can start. Further processes are always refused. Default: 16.</summary>
    public int Threads { get; init; } = 16;

    /// <summary>The interpreter. Default: <c>/usr/bin/python3</c>, <c>/usr/local/bin/python3</c>, or the one on the PATH.</summary>
    public string? Python { get; init; }

    /// <summary>Whether packages installed beside the interpreter can be imported. Default: only its standard library.</summary>
    public bool SitePackages { get; init; }

    /// <summary>The containments to try, first the preferred. Default: bubblewrap, then unshare.</summary>
    public IReadOnlyList<Containment> Containments { get; init; } = [Containment.Bubblewrap, Containment.Unshare];

    /// <summary>
    /// Runs answers without namespaces where none can be had: they then see the files of the hub's machine. Limits still hold,
    /// and on Linux (x64, arm64) so does the filter of system calls: no network, no processes. Default: refuse.
    /// </summary>
    public bool AllowUnconfined { get; init; }
}

/// <summary>What makes the namespaces in which answers run.</summary>
public enum Containment
{
    None = 0,
    Bubblewrap = 1,
    Unshare = 2,
}
