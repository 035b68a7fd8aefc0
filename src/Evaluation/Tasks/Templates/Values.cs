using System.Collections;
using System.Numerics;
using System.Text.Json;

namespace BenchHub.Evaluation.Tasks.Templates;

// What an expression can yield, with Python's types in mind: string, bool, long, BigInteger, double, null (None),
// object?[] (list), Sequence (tuple), Mapping (dict) and Missing (StrictUndefined).

/// <summary>A Python tuple; a list is a plain array.</summary>
internal sealed class Sequence(object?[] items) : IReadOnlyList<object?>
{
    public int Count => items.Length;

    public object? this[int index] => items[index];

    public IEnumerator<object?> GetEnumerator() => items.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>A Python dictionary: in the order of insertion, 1 and 1.0 and True being one key.</summary>
internal sealed class Mapping() : OrderedDictionary<object, object?>(PythonEquality.Keys)
{
    public static object? Of(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => json.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => Number(json),
        JsonValueKind.Array => json.EnumerateArray().Select(Of).ToArray(),
        JsonValueKind.Object => OfObject(json),
        _ => null,
    };

    /// <summary>A field that stands twice counts with its last value, as in Python.</summary>
    public static Mapping OfObject(JsonElement json)
    {
        var mapping = new Mapping();
        foreach (var field in json.EnumerateObject())
        {
            mapping[field.Name] = Of(field.Value);
        }

        return mapping;
    }

    private static object Number(JsonElement json) => json.TryGetInt64(out var whole) ? whole
        : BigInteger.TryParse(json.GetRawText(), out var great) ? great
        : json.GetDouble();
}

/// <summary>What a name or field that does not exist yields: harmless until it is used.</summary>
/// <param name="Reason">A sentence, for whoever uses it.</param>
/// <param name="Place">Where it came from.</param>
/// <param name="IsEmpty">
/// An inline <c>if</c> without <c>else</c>, which is the empty text when it is used: the one thing that Jinja does not treat strictly.
/// </param>
internal sealed record Missing(string Reason, Place Place, bool IsEmpty = false)
{
    public TemplateException Failure => Place.Fail(Reason);
}
