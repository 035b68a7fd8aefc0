using System.Net;

namespace Orleans.Configuration;

public class ClusterOptions
{
    public const string DefaultClusterId = "default";
    public const string DefaultServiceId = "default";

    public string ClusterId { get; set; } = DefaultClusterId;

    /// <summary>Outlives clusters: stored state and reminders belong to a service. Default: "default".</summary>
    public string ServiceId { get; set; } = DefaultServiceId;
}

public class SiloOptions
{
    /// <summary>Default: "Silo" and the process id.</summary>
    public string SiloName { get; set; } = $"Silo_{Environment.ProcessId}";
}

public abstract class MessagingOptions
{
    /// <summary>How long a caller waits for an answer. Default: 30 s.</summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Largest message between processes, in bytes. Default: 100 MiB.</summary>
    public int MaxMessageBodySize { get; set; } = 100 * 1024 * 1024;
}

public class SiloMessagingOptions : MessagingOptions
{
    /// <summary>How often silos may pass a call on that reached one which does not hold its grain. Default: 2.</summary>
    public int MaxForwardCount { get; set; } = 2;
}

public class ClientMessagingOptions : MessagingOptions;

public class GrainCollectionOptions
{
    public static readonly TimeSpan DEFAULT_COLLECTION_QUANTUM = TimeSpan.FromMinutes(1);
    public static readonly TimeSpan DEFAULT_ACTIVATION_TIMEOUT = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan DEFAULT_DEACTIVATION_TIMEOUT = TimeSpan.FromSeconds(30);

    /// <summary>How often idle activations are looked for. Default: 1 min.</summary>
    public TimeSpan CollectionQuantum { get; set; } = DEFAULT_COLLECTION_QUANTUM;

    /// <summary>How long an activation stays idle before it is collected. Default: 15 min.</summary>
    public TimeSpan CollectionAge { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Ages by full name of the grain class.</summary>
    public Dictionary<string, TimeSpan> ClassSpecificCollectionAge { get; set; } = [];

    /// <summary>Bound on constructing, reading state and <c>OnActivateAsync</c>. Default: 30 s.</summary>
    public TimeSpan ActivationTimeout { get; set; } = DEFAULT_ACTIVATION_TIMEOUT;

    /// <summary>Bound on <c>OnDeactivateAsync</c>. Default: 30 s.</summary>
    public TimeSpan DeactivationTimeout { get; set; } = DEFAULT_DEACTIVATION_TIMEOUT;
}

/// <summary>Addresses of a silo in a cluster. A silo of <c>UseLocalhostClustering</c> listens nowhere and leaves them unused.</summary>
public class EndpointOptions
{
    public const int DEFAULT_SILO_PORT = 11111;
    public const int DEFAULT_GATEWAY_PORT = 30000;

    /// <summary>Where the others find this silo. Default: this host's first address that is not a loopback.</summary>
    public IPAddress? AdvertisedIPAddress { get; set; }

    public int SiloPort { get; set; } = DEFAULT_SILO_PORT;

    public int GatewayPort { get; set; } = DEFAULT_GATEWAY_PORT;

    /// <summary>Default: the advertised address and <see cref="SiloPort"/>.</summary>
    public IPEndPoint? SiloListeningEndpoint { get; set; }

    /// <summary>Default: the advertised address and <see cref="GatewayPort"/>.</summary>
    public IPEndPoint? GatewayListeningEndpoint { get; set; }
}

/// <summary>How silos notice that one of them has died.</summary>
public class ClusterMembershipOptions
{
    /// <summary>A silo is probed twice in this time, and an answer may take half of it. Default: 5 s.</summary>
    public TimeSpan ProbeTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Missed probes in a row that make a silo vote for another's death. Default: 3.</summary>
    public int NumMissedProbesLimit { get; set; } = 3;

    /// <summary>How many others each silo probes. Default: 10.</summary>
    public int NumProbedSilos { get; set; } = 10;

    /// <summary>Votes that declare a silo dead, or as many as there are others alive if they are fewer. Default: 2.</summary>
    public int NumVotesForDeathDeclaration { get; set; } = 2;

    /// <summary>How long a vote counts. Default: 2 min.</summary>
    public TimeSpan DeathVoteExpirationTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How often the table is read even if nobody tells of a change. Default: 60 s.</summary>
    public TimeSpan TableRefreshTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How often a silo writes a sign of life into the table. Default: 5 s (upstream: 30 s).</summary>
    public TimeSpan IAmAliveTablePublishTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Missed signs of life after which a silo's vote is not waited for. Default: 3.</summary>
    public int NumMissedTableIAmAliveLimit { get; set; } = 3;

    /// <summary>Rows of silos that died longer ago are removed when a silo starts. Default: 7 days.</summary>
    public TimeSpan DefunctSiloExpiration { get; set; } = TimeSpan.FromDays(7);
}

public class GatewayOptions
{
    /// <summary>How often a client reads the list of silos even if nothing tells of a change. Default: 1 min.</summary>
    public TimeSpan GatewayListRefreshPeriod { get; set; } = TimeSpan.FromMinutes(1);
}
