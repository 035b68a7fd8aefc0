using System.Numerics;

namespace BenchHub.Evaluation.Tasks.Templates;

/// <summary>What operators do to values, as in Python; a missing value is refused by every one of them.</summary>
internal static class Operators
{
    public static object? Given(object? value) => value switch
    {
        Missing { IsEmpty: true } => "",
        Missing missing => throw missing.Failure,
        _ => value,
    };

    public static bool Truth(object? value) => Given(value) switch
    {
        null => false,
        bool flag => flag,
        string text => text.Length > 0,
        long number => number != 0,
        double number => number != 0,
        object?[] list => list.Length > 0,
        Sequence tuple => tuple.Count > 0,
        Mapping mapping => mapping.Count > 0,
        _ => true,
    };

    public static object? Binary(string symbol, object? left, object? right, Scope scope, Place place)
    {
        switch (symbol, Given(left), Given(right))
        {
            case ("+", string x, string y):
                scope.Bound((long)x.Length + y.Length, place);
                return x + y;
            case ("+", object?[] x, object?[] y):
                scope.Bound((long)x.Length + y.Length, place);
                return x.Concat(y).ToArray();
            case ("*", string text, long or bool):
                return Repeat(text, right, scope, place);
            case ("*", long or bool, string text):
                return Repeat(text, left, scope, place);
            case ("%", string, _):
                throw place.Fail("formatting with % is not supported; use ~ or {{ }} instead.");
            default:
                return Numbers.Apply(symbol, left, right, place);
        }
    }

    public static string Concatenate(IReadOnlyList<object?> parts, Scope scope, Place place)
    {
        var texts = parts.Select(static part => PythonText.Str(Given(part))).ToArray();
        scope.Bound(texts.Sum(static text => (long)text.Length), place);
        return string.Concat(texts);
    }

    public static bool Compare(string symbol, object? left, object? right, Place place)
    {
        (left, right) = (Given(left), Given(right));
        return symbol switch
        {
            "==" => PythonEquality.Same(left, right),
            "!=" => !PythonEquality.Same(left, right),
            "in" => Contains(right, left, place),
            "not in" => !Contains(right, left, place),
            "<" => Order(left, right, symbol, place) < 0,
            "<=" => Order(left, right, symbol, place) <= 0,
            ">" => Order(left, right, symbol, place) is > 0 and < 2,
            _ => Order(left, right, symbol, place) is >= 0 and < 2,
        };
    }

    /// <summary>The items of a list, the characters of a text or the keys of an object.</summary>
    public static IReadOnlyList<object?> Items(object? value, Place place) => Given(value) switch
    {
        object?[] list => list,
        Sequence tuple => tuple,
        string text => CodePointText.Split(text),
        Mapping mapping => [.. mapping.Keys],
        _ => throw place.Fail($"{PythonText.Kind(value)} has no items."),
    };

    private static string Repeat(string text, object? times, Scope scope, Place place)
    {
        _ = Numbers.TryWhole(times, out var count);
        count = Math.Max(count, 0);
        scope.Bound((long)BigInteger.Min((BigInteger)text.Length * count, long.MaxValue / 2), place);
        return text.Length == 0 ? "" : string.Concat(Enumerable.Repeat(text, (int)count));
    }

    private static bool Contains(object? container, object? item, Place place) => (container, item) switch
    {
        (string text, string part) => text.Contains(part, StringComparison.Ordinal),
        (string, _) => throw place.Fail($"{PythonText.Kind(item)} cannot be in a text."),
        (Mapping mapping, not null) => mapping.ContainsKey(item),
        _ => Items(container, place).Any(each => PythonEquality.Same(each, item)),
    };

    // 2 where one of them is NaN, so that no comparison holds.
    private static int Order(object? left, object? right, string symbol, Place place)
    {
        if (left is string x && right is string y)
        {
            return Math.Sign(CodePointText.Compare(x, y));
        }

        if (Numbers.TryWhole(left, out var i) && Numbers.TryWhole(right, out var j))
        {
            return i.CompareTo(j);
        }

        if (Numbers.TryReal(left, out var p) && Numbers.TryReal(right, out var q))
        {
            return double.IsNaN(p) || double.IsNaN(q) ? 2 : p.CompareTo(q);
        }

        throw place.Fail($"{PythonText.Kind(left)} {symbol} {PythonText.Kind(right)} is not possible.");
    }
}
