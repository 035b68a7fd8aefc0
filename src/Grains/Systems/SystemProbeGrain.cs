using BenchHub.Connectors.Systems;
using BenchHub.Systems;
using Orleans.Concurrency;

namespace BenchHub.Grains.Systems;

[StatelessWorker]
internal sealed class SystemProbeGrain(SystemProbe probe) : Grain, ISystemProbeGrain
{
    public Task<ValidationReport> Validate(RegisterSystem candidate) =>
        probe.Validate(candidate.Spec, candidate.Secrets, CancellationToken.None);
}
