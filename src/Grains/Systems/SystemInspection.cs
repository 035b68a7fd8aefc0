using BenchHub.Connectors.Systems;
using BenchHub.Systems;

namespace BenchHub.Grains.Systems;

/// <summary>The checks of a system, bounded in time: one that answers slowly gets a sentence, not a timeout.</summary>
internal sealed class SystemInspection(SystemProbe probe, TimeProvider time)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    /// <exception cref="RefusedException">The checks took more than a minute.</exception>
    public Task<ValidationReport> Validate(SystemSpec spec, IReadOnlyDictionary<string, string> secrets) =>
        InTime(spec, ct => probe.Validate(spec, secrets, ct));

    /// <returns>The report of a system that passed; null for a recorded one, which nobody calls.</returns>
    /// <exception cref="RefusedException">The registration is wrong in itself, or a check failed; the findings say which.</exception>
    public async Task<ValidationReport?> Require(SystemSpec spec, IReadOnlyDictionary<string, string> secrets)
    {
        var problems = SpecValidation.Problems(spec, secrets);
        if (!problems.IsEmpty)
        {
            throw new RefusedException(Refusal.Invalid, problems[0].Detail, problems[0].Check, problems);
        }

        if (spec.Kind is SystemKind.Recorded)
        {
            return null;
        }

        var report = await Validate(spec, secrets);
        return report.IsValid ? report : throw new RefusedException(
            Refusal.Unprocessable,
            $"System '{spec.Name}' was not registered: {report.Checks.First(static check => !check.Passed).Detail}",
            "url", report.Checks);
    }

    /// <summary>Never refuses: a system too slow to be checked is unhealthy.</summary>
    public async Task<HealthCheck> Look(SystemSpec spec, IReadOnlyDictionary<string, string> secrets)
    {
        try
        {
            return await InTime(spec, ct => probe.CheckHealth(spec, secrets, time.GetUtcNow(), ct));
        }
        catch (RefusedException slow)
        {
            return new(time.GetUtcNow(), IsHealthy: false, ResponseMilliseconds: null, [new("deadline", false, slow.Message)]);
        }
    }

    private async Task<T> InTime<T>(SystemSpec spec, Func<CancellationToken, Task<T>> checks)
    {
        using var late = new CancellationTokenSource(Longest, time);
        try
        {
            return await checks(late.Token);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
            throw new RefusedException(
                Refusal.Unprocessable, $"The checks of '{spec.Name}' took more than {Longest.TotalSeconds:0} s; is {spec.Url} slow?", "url");
        }
    }
}
