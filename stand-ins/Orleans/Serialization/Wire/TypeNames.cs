using System.Collections.Concurrent;

namespace Orleans.Serialization;

/// <summary>Types by full name and assembly; a runtime of another patch version finds its own.</summary>
internal static class TypeNames
{
    private static readonly ConcurrentDictionary<Type, string> Names = new();
    private static readonly ConcurrentDictionary<string, Type> Types = new(StringComparer.Ordinal);

    public static string Of(Type type) => Names.GetOrAdd(type, static t => $"{t.FullName}, {t.Assembly.GetName().Name}");

    /// <exception cref="SerializerException">This process has no such type.</exception>
    public static Type Resolve(string name) => TryResolve(name)
        ?? throw new SerializerException($"A message from another process has a value of the type {name}, which this process does not have: the two run different versions of the program.");

    public static Type? TryResolve(string name)
    {
        if (Types.TryGetValue(name, out var known))
        {
            return known;
        }

        var type = Type.GetType(name, throwOnError: false);
        return type is null ? null : Types.GetOrAdd(name, type);
    }
}
