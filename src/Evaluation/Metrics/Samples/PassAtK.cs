namespace BenchHub.Evaluation.Metrics.Samples;

/// <summary>
/// Chance that at least one of k samples (<c>pass@k</c>) or every one of them (<c>pass_hat@k</c>, written pass^k) is correct,
/// estimated without bias from n ≥ k samples. O(n) a problem; a product of factors near 1, so nothing overflows.
/// </summary>
internal sealed class PassAtK : IItemMeasure<SampleCounts>
{
    private readonly Func<int, int, int, double> _chance;

    private PassAtK(MetricDefinition definition, Func<int, int, int, double> chance) => (Definition, _chance) = (definition, chance);

    public static PassAtK AtLeastOne { get; } = new(
        Define("pass") with
        {
            Description = "Chance that at least one of k samples drawn from those at hand is correct.",
            Formula = "1 - C(n - c, k) / C(n, k) = 1 - product over i = n - c + 1 .. n of (1 - k / i); 1 if n - c < k",
            Citation = "Chen et al., Evaluating large language models trained on code, arXiv 2107.03374, 2021",
            Reference = "human-eval estimate_pass_at_k, HF code_eval",
        },
        AnyOf);

    public static PassAtK All { get; } = new(
        Define("pass_hat") with
        {
            Description = "Chance that all of k samples drawn from those at hand are correct (pass^k).",
            Formula = "C(c, k) / C(n, k) = product over i = 0 .. k - 1 of (c - i) / (n - i); 0 if c < k",
            Citation = "Yao et al., tau-bench: a benchmark for tool-agent-user interaction, arXiv 2406.12045, 2024",
            Reference = "tau-bench pass^k",
        },
        AllOf);

    public MetricDefinition Definition { get; }

    public Func<SampleCounts, double> For(MetricArguments arguments)
    {
        var k = arguments.Depth;
        return problem => problem.Samples >= k
            ? _chance(problem.Samples, problem.Correct, k)
            : throw new InvalidItemException($"every problem needs at least {k} samples, and this one has {problem.Samples}.");
    }

    private static MetricDefinition Define(string name) => new()
    {
        Name = name,
        Input = MetricInput.Samples,
        Cutoff = CutoffRule.Required,
        Description = "",
        Formula = "",
        Citation = "",
        Reference = "",
        Denominator = "All problems; refused unless each has at least k samples",
    };

    private static double AnyOf(int samples, int correct, int k)
    {
        if (samples - correct < k)
        {
            return 1;
        }

        var none = 1.0;
        for (var i = samples - correct + 1; i <= samples; i++)
        {
            none *= 1 - ((double)k / i);
        }

        return 1 - none;
    }

    private static double AllOf(int samples, int correct, int k)
    {
        var all = 1.0;
        for (var i = 0; i < k && all > 0; i++)
        {
            all *= (double)(correct - i) / (samples - i);
        }

        return all;
    }
}
