using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using System.Numerics;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace Orleans.Serialization;

/// <summary>Which values two grains may share because nobody can change them.</summary>
internal static class Immutability
{
    private static readonly ConcurrentDictionary<Type, bool> Known = new();

    private static readonly HashSet<Type> Leaves =
    [
        typeof(string), typeof(decimal), typeof(DateTime), typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeOnly), typeof(TimeSpan),
        typeof(Guid), typeof(Uri), typeof(Version), typeof(BigInteger), typeof(Half), typeof(Int128), typeof(UInt128), typeof(IPAddress), typeof(IPEndPoint),
        typeof(CancellationToken), typeof(object),
    ];

    private static readonly HashSet<Type> Containers =
    [
        typeof(Nullable<>), typeof(KeyValuePair<,>), typeof(Immutable<>), typeof(ImmutableArray<>), typeof(ImmutableList<>),
        typeof(ImmutableHashSet<>), typeof(ImmutableSortedSet<>), typeof(ImmutableDictionary<,>), typeof(ImmutableSortedDictionary<,>),
        typeof(ImmutableQueue<>), typeof(ImmutableStack<>),
    ];

    /// <summary>Whether instances of exactly this type may be shared.</summary>
    public static bool OfExactly(Type type) => Known.GetOrAdd(type, Decide);

    /// <summary>Whether everything a variable of the type can hold may be shared.</summary>
    public static bool OfEveryValue(Type type) =>
        IsReference(type) || (type.IsSealed && OfExactly(type)) || typeof(Exception).IsAssignableFrom(type);

    private static bool Decide(Type type) =>
        type.IsPrimitive || type.IsEnum || Leaves.Contains(type) || IsReference(type)
        || typeof(Exception).IsAssignableFrom(type) || typeof(Type).IsAssignableFrom(type) || typeof(IPAddress).IsAssignableFrom(type)
        || type.IsDefined(typeof(ImmutableAttribute), inherit: false)
        || (IsContainer(type) && type.GetGenericArguments().All(OfEveryValue));

    private static bool IsReference(Type type) =>
        typeof(GrainProxy).IsAssignableFrom(type) || typeof(GrainReference).IsAssignableFrom(type)
        || (type.IsInterface && typeof(IAddressable).IsAssignableFrom(type));

    private static bool IsContainer(Type type) =>
        type.IsGenericType
        && (Containers.Contains(type.GetGenericTypeDefinition()) || typeof(System.Runtime.CompilerServices.ITuple).IsAssignableFrom(type));
}
