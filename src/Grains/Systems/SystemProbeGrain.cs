using BenchHub.Systems;
using Orleans.Concurrency;

namespace BenchHub.Grains.Systems;

[StatelessWorker]
internal sealed class SystemProbeGrain(SystemInspection inspection) : Grain, ISystemProbeGrain
{
    public Task<ValidationReport> Validate(RegisterSystem candidate) => inspection.Validate(candidate.Spec, candidate.Secrets);
}
