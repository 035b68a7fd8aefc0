using System.Collections.Immutable;

namespace Orleans.Serialization;

/// <summary>Copies of the collections that may cross a grain call.</summary>
internal static class CollectionCopiers
{
    public static IReadOnlyDictionary<Type, string> Names { get; } = new Dictionary<Type, string>
    {
        [typeof(List<>)] = nameof(List),
        [typeof(Queue<>)] = nameof(Queue),
        [typeof(HashSet<>)] = nameof(HashSet),
        [typeof(Dictionary<,>)] = nameof(Dictionary),
        [typeof(KeyValuePair<,>)] = nameof(KeyValuePair),
        [typeof(ImmutableArray<>)] = nameof(ImmutableArray),
        [typeof(ImmutableList<>)] = nameof(ImmutableList),
        [typeof(ImmutableDictionary<,>)] = nameof(ImmutableDictionary),
        [typeof(ValueTuple<,>)] = nameof(Pair),
        [typeof(ValueTuple<,,>)] = nameof(Triple),
        [typeof(ValueTuple<,,,>)] = nameof(Quadruple),
    };

    public static object Array<T>(object value, CopyScope scope)
    {
        var copy = scope.Began(value, (T[])((T[])value).Clone());
        if (!Immutability.OfEveryValue(typeof(T)))
        {
            for (var index = 0; index < copy.Length; index++)
            {
                copy[index] = scope.Copy(copy[index]);
            }
        }

        return copy;
    }

    public static object List<T>(object value, CopyScope scope)
    {
        var original = (List<T>)value;
        var copy = scope.Began(value, new List<T>(original.Count));
        copy.AddRange(Immutability.OfEveryValue(typeof(T)) ? original : original.Select(scope.Copy));
        return copy;
    }

    public static object Queue<T>(object value, CopyScope scope)
    {
        var copy = scope.Began(value, new Queue<T>());
        foreach (var item in (Queue<T>)value)
        {
            copy.Enqueue(scope.Copy(item));
        }

        return copy;
    }

    public static object HashSet<T>(object value, CopyScope scope)
    {
        var original = (HashSet<T>)value;
        var copy = scope.Began(value, new HashSet<T>(original.Count, original.Comparer));
        copy.UnionWith(original.Select(scope.Copy));
        return copy;
    }

    public static object Dictionary<TKey, TValue>(object value, CopyScope scope)
        where TKey : notnull
    {
        var original = (Dictionary<TKey, TValue>)value;
        var copy = scope.Began(value, new Dictionary<TKey, TValue>(original.Count, original.Comparer));
        foreach (var (key, item) in original)
        {
            copy.Add(scope.Copy(key), scope.Copy(item));
        }

        return copy;
    }

    public static object KeyValuePair<TKey, TValue>(object value, CopyScope scope)
    {
        var (key, item) = (KeyValuePair<TKey, TValue>)value;
        return new KeyValuePair<TKey, TValue>(scope.Copy(key), scope.Copy(item));
    }

    public static object ImmutableArray<T>(object value, CopyScope scope)
    {
        var original = (ImmutableArray<T>)value;
        return original.IsDefault ? value : original.Select(scope.Copy).ToImmutableArray();
    }

    public static object ImmutableList<T>(object value, CopyScope scope) => ((ImmutableList<T>)value).Select(scope.Copy).ToImmutableList();

    public static object ImmutableDictionary<TKey, TValue>(object value, CopyScope scope)
        where TKey : notnull
    {
        var original = (ImmutableDictionary<TKey, TValue>)value;
        return original.ToImmutableDictionary(pair => scope.Copy(pair.Key), pair => scope.Copy(pair.Value), original.KeyComparer, original.ValueComparer);
    }

    public static object Pair<T1, T2>(object value, CopyScope scope)
    {
        var (first, second) = ((T1, T2))value;
        return (scope.Copy(first), scope.Copy(second));
    }

    public static object Triple<T1, T2, T3>(object value, CopyScope scope)
    {
        var (first, second, third) = ((T1, T2, T3))value;
        return (scope.Copy(first), scope.Copy(second), scope.Copy(third));
    }

    public static object Quadruple<T1, T2, T3, T4>(object value, CopyScope scope)
    {
        var (first, second, third, fourth) = ((T1, T2, T3, T4))value;
        return (scope.Copy(first), scope.Copy(second), scope.Copy(third), scope.Copy(fourth));
    }
}
