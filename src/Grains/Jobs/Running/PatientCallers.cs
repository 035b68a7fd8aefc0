using System.Collections.Immutable;
using BenchHub.Connectors.Secrets;
using BenchHub.Connectors.Systems;
using BenchHub.Jobs;
using BenchHub.Systems;

namespace BenchHub.Grains.Jobs.Running;

/// <summary>A system that can be called.</summary>
internal sealed record OpenedSystem(SystemAccess Access, IReadOnlyDictionary<string, string> Secrets, PatientCaller Caller);

/// <summary>Opens systems for calls: their secrets, their permits, and the patience with which they are called.</summary>
internal sealed class PatientCallers(SystemProbe probe, SecretSealer sealer, CallGate gate, TimeProvider time)
{
    /// <param name="grain">Of the system.</param>
    /// <param name="access">From the grain.</param>
    /// <param name="holder">In whose name its permits are leased; no two at a time may have the same.</param>
    /// <param name="concurrency">Calls in flight that are wished for.</param>
    /// <param name="patience">How long an outage may last.</param>
    /// <param name="tell">Hears of outages.</param>
    public OpenedSystem Open(
        ISystemGrain grain, SystemAccess access, string holder, int concurrency, TimeSpan patience, Action<BatchTaskStatus, string?> tell)
    {
        var secrets = access.SealedSecrets is { } text ? sealer.Open(access.Id, text) : ImmutableDictionary<string, string>.Empty;
        var permits = new PermitWallet(grain, holder, concurrency, gate, time);
        var outage = new Outage(
            (look, ct) => look is OutageLook.Health ? probe.Answers(access.Spec, secrets, ct) : probe.Works(access.Spec, secrets, ct), patience, tell, time);
        return new(access, secrets, new(permits, outage));
    }
}
