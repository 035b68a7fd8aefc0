using System.Collections.Immutable;

namespace Orleans.Runtime;

/// <summary>Values that flow with calls from caller to callee; what the callee sets does not flow back.</summary>
public static class RequestContext
{
    private static readonly AsyncLocal<ImmutableDictionary<string, object>?> Current = new();

    public static IEnumerable<string> Keys => Values.Keys;

    public static IEnumerable<KeyValuePair<string, object>> Entries => Values;

    internal static ImmutableDictionary<string, object> Values
    {
        get => Current.Value ?? ImmutableDictionary<string, object>.Empty;
        set => Current.Value = value.IsEmpty ? null : value;
    }

    public static object? Get(string key) => Values.GetValueOrDefault(key);

    public static void Set(string key, object value) => Values = Values.SetItem(key, value);

    public static bool Remove(string key)
    {
        var before = Values;
        Values = before.Remove(key);
        return before.ContainsKey(key);
    }

    public static void Clear() => Values = ImmutableDictionary<string, object>.Empty;
}
