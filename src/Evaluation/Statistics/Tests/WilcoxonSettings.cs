namespace BenchHub.Evaluation.Statistics.Tests;

/// <summary>What becomes of differences that are 0.</summary>
public enum ZeroMethod
{
    /// <summary>They are left out (Wilcoxon).</summary>
    Wilcox,

    /// <summary>They are ranked, and their ranks are left out (Pratt).</summary>
    Pratt,

    /// <summary>They are ranked, and either side gets half of their ranks.</summary>
    ZSplit,
}

/// <summary>Where the p-value is taken from.</summary>
public enum WilcoxonMethod
{
    /// <summary>
    /// As scipy does since 1.13: exact up to 50 items without ties and zeros and up to 13 items with them, otherwise asymptotic.
    /// </summary>
    Auto,

    /// <summary>All sign patterns of the ranks, ties and zeros as they are.</summary>
    Exact,

    /// <summary>Normal distribution with the variance corrected for ties.</summary>
    Asymptotic,
}

/// <summary>The defaults are those of scipy's public <c>wilcoxon</c>.</summary>
public sealed record WilcoxonSettings
{
    public static WilcoxonSettings Default { get; } = new();

    public Alternative Alternative { get; init; } = Alternative.TwoSided;

    public ZeroMethod Zeros { get; init; } = ZeroMethod.Wilcox;

    public WilcoxonMethod Method { get; init; } = WilcoxonMethod.Auto;

    /// <summary>Whether the asymptotic z is moved by half a rank toward 0. Default: no.</summary>
    public bool Correction { get; init; }
}
