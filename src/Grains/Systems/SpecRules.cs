using BenchHub.Connectors.Systems;
using BenchHub.Systems;

namespace BenchHub.Grains.Systems;

internal static class SpecRules
{
    /// <exception cref="RefusedException">With every problem of the registration, not only the first.</exception>
    public static void ThrowIfInvalid(SystemSpec spec, IReadOnlyDictionary<string, string> secrets)
    {
        var problems = SpecValidation.Problems(spec, secrets);
        if (!problems.IsEmpty)
        {
            throw new RefusedException(Refusal.Invalid, problems[0].Detail, problems[0].Check, problems);
        }
    }
}
