using System.Collections.Concurrent;
using System.Reflection;

namespace Orleans.Runtime;

/// <summary>The grain classes of the application: every concrete class that implements a grain interface.</summary>
internal sealed class GrainClasses
{
    private readonly Dictionary<GrainType, GrainClass> _byType = [];
    private readonly ConcurrentDictionary<(Type Interface, string Prefix), GrainType> _byInterface = new();

    public GrainClasses()
    {
        foreach (var type in ApplicationAssemblies.Find().SelectMany(assembly => assembly.GetTypes()).Where(IsGrainClass))
        {
            var added = new GrainClass(type);
            if (!_byType.TryAdd(added.GrainType, added))
            {
                throw new OrleansConfigurationException(
                    $"The grain classes {_byType[added.GrainType].Type} and {type} share the grain type \"{added.GrainType}\": give one a [GrainType(\"…\")].");
            }
        }
    }

    public IEnumerable<GrainClass> All => _byType.Values;

    /// <exception cref="ArgumentException">The silo has no such grain type.</exception>
    public GrainClass this[GrainType type] =>
        _byType.GetValueOrDefault(type) ?? throw new ArgumentException($"No grain class of this silo has the grain type \"{type}\".", nameof(type));

    public GrainType TypeFor(Type interfaceType, string? prefix) =>
        _byInterface.GetOrAdd((interfaceType, prefix ?? string.Empty), static (key, self) => self.Resolve(key.Interface, key.Prefix), this);

    private static bool IsGrainClass(Type type) =>
        type is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false }
        && typeof(IGrain).IsAssignableFrom(type)
        && !typeof(DispatchProxy).IsAssignableFrom(type);

    private GrainType Resolve(Type interfaceType, string prefix)
    {
        var candidates = All.Where(candidate =>
            interfaceType.IsAssignableFrom(candidate.Type) && candidate.Type.FullName!.StartsWith(prefix, StringComparison.Ordinal)).ToList();
        var named = candidates.Find(candidate => string.Equals(candidate.Type.Name, interfaceType.Name[1..], StringComparison.Ordinal));
        return (named, candidates) switch
        {
            ({ } byName, _) => byName.GrainType,
            (_, [var only]) => only.GrainType,
            (_, []) => throw new ArgumentException($"No grain class implements {interfaceType}{(prefix.Length > 0 ? $" with a name that begins with \"{prefix}\"" : "")}.", nameof(interfaceType)),
            _ => throw new ArgumentException($"Several grain classes implement {interfaceType}: {string.Join(", ", candidates.Select(candidate => candidate.Type))}. Name one by grainClassNamePrefix.", nameof(interfaceType)),
        };
    }
}
