using System.Collections.Concurrent;
using Orleans.Runtime;

namespace Orleans.Serialization;

/// <summary>Copies what a call carries, so that caller and callee share nothing that either could change.</summary>
/// <exception cref="CodecNotFoundException">A value's type is neither known nor marked [GenerateSerializer].</exception>
internal sealed class DeepCopier
{
    private readonly ConcurrentDictionary<Type, Func<object, CopyScope, object>> _copiers = new();

    public object?[] CopyArguments(GrainMethod method, object?[] arguments)
    {
        if (method.CopiedArguments.Length > 0)
        {
            var scope = new CopyScope(this);
            foreach (var index in method.CopiedArguments)
            {
                arguments[index] = scope.Copy(arguments[index]);
            }
        }

        return arguments;
    }

    public object? CopyResult(GrainMethod method, object? result) => method.CopiesResult ? Copy(result) : result;

    public object? Copy(object? value) => new CopyScope(this).Copy(value);

    internal object Copy(object value, CopyScope scope) => _copiers.GetOrAdd(value.GetType(), CopierOf)(value, scope);

    private static Func<object, CopyScope, object> CopierOf(Type type)
    {
        if (Immutability.OfExactly(type))
        {
            return static (value, _) => value;
        }

        if (type.IsSZArray)
        {
            return Generic(nameof(CollectionCopiers.Array), type.GetElementType()!);
        }

        if (type.IsGenericType && CollectionCopiers.Names.TryGetValue(type.GetGenericTypeDefinition(), out var name))
        {
            return Generic(name, type.GetGenericArguments());
        }

        return MemberCopier.TryCreate(type) ?? throw new CodecNotFoundException(
            $"{type} cannot cross a grain call: mark it [GenerateSerializer] and its members [Id(n)], or pass a type that the serializer knows.");

        static Func<object, CopyScope, object> Generic(string method, params Type[] arguments) =>
            typeof(CollectionCopiers).GetMethod(method)!.MakeGenericMethod(arguments).CreateDelegate<Func<object, CopyScope, object>>();
    }
}

/// <summary>One copy of a graph: what occurs twice in it occurs twice in the copy as the same object.</summary>
internal sealed class CopyScope(DeepCopier copier)
{
    private Dictionary<object, object>? _copies;

    public object? Copy(object? value)
    {
        if (value is null || Immutability.OfExactly(value.GetType()))
        {
            return value;
        }

        if (_copies?.TryGetValue(value, out var known) == true)
        {
            return known;
        }

        return copier.Copy(value, this);
    }

    public T Copy<T>(T value) => (T)Copy((object?)value)!;

    /// <summary>Makes the copy known before its members are copied, since they may refer back to it.</summary>
    public T Began<T>(object original, T copy)
        where T : class
    {
        (_copies ??= new(ReferenceEqualityComparer.Instance))[original] = copy;
        return copy;
    }
}
