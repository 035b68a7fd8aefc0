using System.Numerics;

namespace BenchHub.Evaluation.Tasks.Templates;

/// <summary>When two values are equal to Python: numbers by value, with True as 1; lists, tuples and dictionaries by their parts.</summary>
internal sealed class PythonEquality : IEqualityComparer<object>
{
    public static PythonEquality Keys { get; } = new();

    public static bool Same(object? a, object? b) => (a, b) switch
    {
        (null, null) => true,
        (string x, string y) => string.Equals(x, y, StringComparison.Ordinal),
        (object?[] x, object?[] y) => x.Length == y.Length && !x.Where((item, i) => !Same(item, y[i])).Any(),
        (Sequence x, Sequence y) => x.Count == y.Count && !x.Where((item, i) => !Same(item, y[i])).Any(),
        (Mapping x, Mapping y) => x.Count == y.Count && x.All(pair => y.TryGetValue(pair.Key, out var other) && Same(pair.Value, other)),
        (BigInteger x, BigInteger y) => x == y,
        _ => Numbers.TryWhole(a, out var i) && Numbers.TryWhole(b, out var j) ? i == j
            : Numbers.TryReal(a, out var p) && Numbers.TryReal(b, out var q) && p == q,
    };

    bool IEqualityComparer<object>.Equals(object? x, object? y) => Same(x, y);

    int IEqualityComparer<object>.GetHashCode(object value) => value switch
    {
        string text => text.GetHashCode(StringComparison.Ordinal),
        _ => Numbers.TryReal(value, out var number) ? number.GetHashCode() : 0,
    };
}
