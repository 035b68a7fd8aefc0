using BenchHub.Connectors.Systems;
using BenchHub.Systems;
using Orleans.Concurrency;

namespace BenchHub.Grains.Systems;

[StatelessWorker]
internal sealed class SystemProbeGrain(SystemProbe probe, TimeProvider time) : Grain, ISystemProbeGrain
{
    public Task<ValidationReport> Validate(RegisterSystem candidate) =>
        ProbeDeadline.Run(candidate.Spec, time, ct => probe.Validate(candidate.Spec, candidate.Secrets, ct));
}
