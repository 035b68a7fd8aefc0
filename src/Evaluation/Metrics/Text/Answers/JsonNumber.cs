using System.Text.Json;

namespace BenchHub.Evaluation.Metrics.Text.Answers;

/// <summary>A number of a JSON text: exact up to 28 digits, beyond them as a double.</summary>
internal readonly struct JsonNumber(JsonElement value)
{
    private readonly decimal? _exact = value.TryGetDecimal(out var exact) ? exact : null;
    private readonly double _rounded = value.GetDouble();

    public bool IsWhole => _exact is { } exact ? decimal.IsInteger(exact) : double.IsInteger(_rounded);

    /// <summary>Below, at or above 0 as this is less than, equal to or greater than the other.</summary>
    public int Against(JsonNumber other) =>
        _exact is { } a && other._exact is { } b ? a.CompareTo(b) : _rounded.CompareTo(other._rounded);

    /// <summary>Nothing but 0 is a multiple of 0.</summary>
    public bool IsMultipleOf(JsonNumber factor) => _exact is { } a && factor._exact is { } b
        ? b == 0 ? a == 0 : a % b == 0
        : Math.IEEERemainder(_rounded, factor._rounded) == 0;
}
