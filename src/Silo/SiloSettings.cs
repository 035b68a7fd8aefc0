using BenchHub.Sandbox;
using BenchHub.Storage;

namespace BenchHub.Silo;

/// <summary>
/// What a host says of its silo, under <c>BenchHub</c> in its configuration (environment: <c>BenchHub__Database</c> …).
/// </summary>
public sealed record SiloSettings
{
    public const string Section = "BenchHub";

    /// <summary>Where facts and grain state live: a SQLite file or a PostgreSQL connection. Default: <c>benchhub.db</c> in <see cref="DataFolder"/>.</summary>
    public string? Database { get; init; }

    /// <summary>Where an embedded hub keeps its database and its key. Default: <c>./data</c>.</summary>
    public string DataFolder { get; init; } = "data";

    /// <summary><c>localhost</c> (one silo), <c>redis</c> or <c>postgres</c>. Default: <c>localhost</c>.</summary>
    public string Clustering { get; init; } = "localhost";

    /// <summary>Connection of <see cref="Clustering"/> <c>redis</c>.</summary>
    public string? Redis { get; init; }

    /// <summary>Names the cluster; silos with the same name find each other. Default: <c>benchhub</c>.</summary>
    public string ClusterId { get; init; } = "benchhub";

    /// <summary>Names this silo among the others, such as its pod. Default: the engine's.</summary>
    public string? SiloName { get; init; }

    /// <summary>IP address at which the others reach this silo, such as its pod's. Default: the first of this machine.</summary>
    public string? SiloAddress { get; init; }

    /// <summary>Silo-to-silo port. Default: 11111.</summary>
    public int SiloPort { get; init; } = 11111;

    /// <summary>Port for clients of the cluster. Default: 30000.</summary>
    public int GatewayPort { get; init; } = 30000;

    /// <summary>Whether systems under test may live on this machine. Default: false; an embedded hub on loopback sets it.</summary>
    public bool AllowLoopback { get; init; }

    /// <summary>Whether systems under test may live in private networks. Default: false.</summary>
    public bool AllowPrivate { get; init; }

    /// <summary>Where the code in answers is run, and what it may use.</summary>
    public SandboxSettings Sandbox { get; init; } = new();

    public StorageOptions Storage => StorageOptions.Parse(Database is { Length: > 0 } ? Database : $"sqlite:{Path.Combine(DataFolder, "benchhub.db")}");
}
