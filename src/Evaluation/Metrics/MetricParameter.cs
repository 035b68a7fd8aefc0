using System.Globalization;

namespace BenchHub.Evaluation.Metrics;

/// <summary>A parameter that a metric takes, as <c>p</c> in <c>rbp(p=0.8)</c>.</summary>
public sealed record MetricParameter
{
    private MetricParameter(string name, string @default, string allowed, Func<string, bool> allows, string description)
    {
        Name = name;
        Default = @default;
        Allowed = allowed;
        Allows = allows;
        Description = description;
    }

    public string Name { get; }

    /// <summary>The value where the name does not give one, in canonical spelling.</summary>
    public string Default { get; }

    /// <summary>The values that may be given, for people: <c>true or false</c>, <c>a number from 0 to 1</c>.</summary>
    public string Allowed { get; }

    public string Description { get; }

    /// <summary>Whether the canonical name shows the parameter even where it has its default, so that a reader sees what was done.</summary>
    public bool AlwaysShown { get; init; } = true;

    /// <summary>Values that other programs know and that are refused here, each with the sentence that says why.</summary>
    public IReadOnlyDictionary<string, string> Refused { get; init; } = new Dictionary<string, string>();

    internal Func<string, bool> Allows { get; }

    public static MetricParameter Flag(string name, bool @default, string description) =>
        Choice(name, @default ? "true" : "false", ["true", "false"], description);

    /// <param name="name">Lower-case.</param>
    /// <param name="default">One of <paramref name="values"/>.</param>
    /// <param name="values">Lower-case words.</param>
    /// <param name="description">What it changes.</param>
    public static MetricParameter Choice(string name, string @default, IReadOnlyList<string> values, string description) =>
        new(name, @default, string.Join(" or ", values), values.Contains, description);

    public static MetricParameter Whole(string name, int @default, int minimum, int maximum, string description) => new(
        name,
        @default.ToString(CultureInfo.InvariantCulture),
        string.Create(CultureInfo.InvariantCulture, $"a whole number from {minimum} to {maximum}"),
        text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= minimum && value <= maximum,
        description);

    public static MetricParameter Number(string name, double @default, double minimum, double maximum, string description) => new(
        name,
        @default.ToString("R", CultureInfo.InvariantCulture),
        string.Create(CultureInfo.InvariantCulture, $"a number from {minimum:R} to {maximum:R}"),
        text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= minimum && value <= maximum,
        description);
}
