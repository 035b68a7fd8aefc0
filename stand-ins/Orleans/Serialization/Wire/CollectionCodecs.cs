using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Orleans.Serialization;

/// <summary>The collections that may cross, as their count and their elements.</summary>
internal static class CollectionCodecs
{
    private static readonly Dictionary<Type, string> Names = new()
    {
        [typeof(List<>)] = nameof(List),
        [typeof(Queue<>)] = nameof(Queue),
        [typeof(HashSet<>)] = nameof(HashSet),
        [typeof(Dictionary<,>)] = nameof(Dictionary),
        [typeof(ImmutableArray<>)] = nameof(ImmutableArray),
        [typeof(ImmutableList<>)] = nameof(ImmutableList),
        [typeof(ImmutableQueue<>)] = nameof(ImmutableQueue),
        [typeof(ImmutableStack<>)] = nameof(ImmutableStack),
        [typeof(ImmutableHashSet<>)] = nameof(ImmutableHashSet),
        [typeof(ImmutableSortedSet<>)] = nameof(ImmutableSortedSet),
        [typeof(ImmutableDictionary<,>)] = nameof(ImmutableDictionary),
        [typeof(ImmutableSortedDictionary<,>)] = nameof(ImmutableSortedDictionary),
    };

    public static Codec? TryCreate(Type type, WireCodecs codecs)
    {
        if (type.IsSZArray)
        {
            return Generic(nameof(Array), type.GetElementType()!);
        }

        return type.IsGenericType && Names.TryGetValue(type.GetGenericTypeDefinition(), out var name) ? Generic(name, type.GetGenericArguments()) : null;

        Codec Generic(string method, params Type[] arguments) =>
            (Codec)typeof(CollectionCodecs).GetMethod(method)!.MakeGenericMethod(arguments).Invoke(null, [codecs])!;
    }

    public static Codec Array<T>(WireCodecs codecs) => Sequence<T>(codecs, value => (T[])value, items => items);

    public static Codec List<T>(WireCodecs codecs) => Sequence<T>(codecs, value => [.. (List<T>)value], items => new List<T>(items));

    public static Codec Queue<T>(WireCodecs codecs) => Sequence<T>(codecs, value => [.. (Queue<T>)value], items => new Queue<T>(items));

    public static Codec ImmutableList<T>(WireCodecs codecs) =>
        Sequence<T>(codecs, value => [.. (ImmutableList<T>)value], items => System.Collections.Immutable.ImmutableList.Create(items));

    public static Codec ImmutableQueue<T>(WireCodecs codecs) =>
        Sequence<T>(codecs, value => [.. (ImmutableQueue<T>)value], items => System.Collections.Immutable.ImmutableQueue.Create(items));

    public static Codec ImmutableStack<T>(WireCodecs codecs) =>
        Sequence<T>(codecs, value => [.. ((ImmutableStack<T>)value).Reverse()], items => System.Collections.Immutable.ImmutableStack.Create(items));

    public static Codec ImmutableArray<T>(WireCodecs codecs)
    {
        var items = Array<T>(codecs);
        return new(
            (writer, value) =>
            {
                var array = (ImmutableArray<T>)value;
                writer.Byte(array.IsDefault ? (byte)0 : (byte)1);
                if (!array.IsDefault)
                {
                    items.Write(writer, ImmutableCollectionsMarshal.AsArray(array)!);
                }
            },
            reader => reader.Byte() == 0 ? default(ImmutableArray<T>) : ImmutableCollectionsMarshal.AsImmutableArray((T[])items.Read(reader)));
    }

    public static Codec HashSet<T>(WireCodecs codecs) =>
        Compared<T>(codecs, value => ((HashSet<T>)value).Comparer, value => [.. (HashSet<T>)value], (items, comparer) => new HashSet<T>(items, (IEqualityComparer<T>?)comparer));

    public static Codec ImmutableHashSet<T>(WireCodecs codecs) =>
        Compared<T>(codecs, value => ((ImmutableHashSet<T>)value).KeyComparer, value => [.. (ImmutableHashSet<T>)value], (items, comparer) => System.Collections.Immutable.ImmutableHashSet.Create((IEqualityComparer<T>?)comparer, items));

    public static Codec ImmutableSortedSet<T>(WireCodecs codecs) =>
        Compared<T>(codecs, value => ((ImmutableSortedSet<T>)value).KeyComparer, value => [.. (ImmutableSortedSet<T>)value], (items, comparer) => System.Collections.Immutable.ImmutableSortedSet.Create((IComparer<T>?)comparer, items));

    public static Codec Dictionary<TKey, TValue>(WireCodecs codecs)
        where TKey : notnull => Compared<KeyValuePair<TKey, TValue>>(
            codecs,
            value => ((Dictionary<TKey, TValue>)value).Comparer,
            value => [.. (Dictionary<TKey, TValue>)value],
            (items, comparer) => new Dictionary<TKey, TValue>(items, (IEqualityComparer<TKey>?)comparer));

    public static Codec ImmutableDictionary<TKey, TValue>(WireCodecs codecs)
        where TKey : notnull => Compared<KeyValuePair<TKey, TValue>>(
            codecs,
            value => ((ImmutableDictionary<TKey, TValue>)value).KeyComparer,
            value => [.. (ImmutableDictionary<TKey, TValue>)value],
            (items, comparer) => System.Collections.Immutable.ImmutableDictionary.CreateRange((IEqualityComparer<TKey>?)comparer, items));

    public static Codec ImmutableSortedDictionary<TKey, TValue>(WireCodecs codecs)
        where TKey : notnull => Compared<KeyValuePair<TKey, TValue>>(
            codecs,
            value => ((ImmutableSortedDictionary<TKey, TValue>)value).KeyComparer,
            value => [.. (ImmutableSortedDictionary<TKey, TValue>)value],
            (items, comparer) => System.Collections.Immutable.ImmutableSortedDictionary.CreateRange((IComparer<TKey>?)comparer, items));

    private static Codec Compared<T>(WireCodecs codecs, Func<object, object> comparer, Func<object, T[]> items, Func<T[], object?, object> build)
    {
        var sequence = Array<T>(codecs);
        return new(
            (writer, value) =>
            {
                writer.Byte(StringComparers.CodeOf(comparer(value)));
                sequence.Write(writer, items(value));
            },
            reader =>
            {
                var known = StringComparers.Of(reader.Byte());
                return build((T[])sequence.Read(reader), known);
            });
    }

    private static Codec Sequence<T>(WireCodecs codecs, Func<object, T[]> items, Func<T[], object> build)
    {
        if (typeof(T).IsPrimitive)
        {
            return new(
                (writer, value) =>
                {
                    var array = items(value);
                    writer.Count((uint)array.Length);
                    writer.Bytes(BytesOf(array));
                },
                reader =>
                {
                    var count = reader.Elements();
                    var bytes = reader.Take(checked(count * Unsafe.SizeOf<T>()));
                    var array = new T[count];
                    bytes.CopyTo(BytesOf(array));
                    return build(array);
                });
        }

        var element = codecs.SlotOf(typeof(T));
        return new(
            (writer, value) =>
            {
                var array = items(value);
                writer.Count((uint)array.Length);
                foreach (var item in array)
                {
                    element.Write(writer, item);
                }
            },
            reader =>
            {
                var array = new T[reader.Elements()];
                for (var index = 0; index < array.Length; index++)
                {
                    array[index] = (T)element.Read(reader)!;
                }

                return build(array);
            });
    }

    private static Span<byte> BytesOf<T>(T[] primitives) =>
        MemoryMarshal.CreateSpan(ref Unsafe.As<T, byte>(ref MemoryMarshal.GetArrayDataReference(primitives)), primitives.Length * Unsafe.SizeOf<T>());
}

/// <summary>The comparers of text that a collection keeps on its way; any other becomes the default.</summary>
internal static class StringComparers
{
    public static byte CodeOf(object comparer) =>
        ReferenceEquals(comparer, StringComparer.OrdinalIgnoreCase) ? (byte)2 : ReferenceEquals(comparer, StringComparer.Ordinal) ? (byte)1 : (byte)0;

    public static object? Of(byte code) => code switch { 1 => StringComparer.Ordinal, 2 => StringComparer.OrdinalIgnoreCase, _ => null };
}
