using Orleans.Runtime;

namespace Orleans.Runtime
{
    public enum SiloStatus
    {
        None = 0,
        Created = 1,
        Joining = 2,

        /// <summary>Takes calls and holds grains.</summary>
        Active = 3,

        /// <summary>Hands its grains over to the others.</summary>
        ShuttingDown = 4,
        Stopping = 5,

        /// <summary>Has left or was declared dead by the others; a process that finds this of itself stops.</summary>
        Dead = 6,
    }

    public interface ILocalSiloDetails
    {
        string Name { get; }

        string ClusterId { get; }

        string DnsHostName { get; }

        SiloAddress SiloAddress { get; }

        SiloAddress GatewayAddress { get; }
    }

    /// <summary>What the cluster knows of itself; any integer reaches it.</summary>
    public interface IManagementGrain : IGrainWithIntegerKey
    {
        Task<Dictionary<SiloAddress, SiloStatus>> GetHosts(bool onlyActive = false);

        Task<MembershipEntry[]> GetDetailedHosts(bool onlyActive = false);
    }
}

namespace Orleans
{
    /// <summary>A silo as the membership table has it.</summary>
    [GenerateSerializer]
    public sealed class MembershipEntry
    {
        [Id(0)]
        public SiloAddress SiloAddress { get; set; } = null!;

        [Id(1)]
        public SiloStatus Status { get; set; }

        /// <summary>Who votes for its death, and when they did.</summary>
        [Id(2)]
        public List<Tuple<SiloAddress, DateTime>>? SuspectTimes { get; set; }

        /// <summary>The port for clients, 0 without one.</summary>
        [Id(3)]
        public int ProxyPort { get; set; }

        [Id(4)]
        public string HostName { get; set; } = null!;

        [Id(5)]
        public string SiloName { get; set; } = null!;

        [Id(9)]
        public DateTime StartTime { get; set; }

        /// <summary>Its last sign of life, by the clock of the table.</summary>
        [Id(10)]
        public DateTime IAmAliveTime { get; set; }

        public override string ToString() => $"SiloAddress={SiloAddress} SiloName={SiloName} Status={Status}";
    }
}
