namespace BenchHub.Systems;

/// <summary>Checks a system that is not registered. Keeps nothing.</summary>
[Alias("benchhub.system-probe")]
public interface ISystemProbeGrain : IGrainWithIntegerKey
{
    [ResponseTimeout("00:02:00"), Alias("validate")]
    Task<ValidationReport> Validate(RegisterSystem candidate);
}
