using System.Reflection;

namespace Orleans.Runtime;

/// <summary>The grain classes of the application: every concrete class that implements a grain interface.</summary>
internal sealed class GrainClasses : IManifestSource
{
    private readonly Dictionary<GrainType, GrainClass> _byType = [];

    public GrainClasses()
    {
        foreach (var type in ApplicationAssemblies.Find().SelectMany(assembly => assembly.GetTypes()).Where(IsGrainClass).Append(typeof(ManagementGrain)))
        {
            var added = new GrainClass(type);
            if (!_byType.TryAdd(added.GrainType, added))
            {
                throw new OrleansConfigurationException(
                    $"The grain classes {_byType[added.GrainType].Type} and {type} share the grain type \"{added.GrainType}\": give one a [GrainType(\"…\")].");
            }
        }

        Manifest = new([.. All.Select(GrainManifest.Entry.Of)]);
    }

    public IEnumerable<GrainClass> All => _byType.Values;

    public GrainManifest Manifest { get; }

    /// <exception cref="ArgumentException">The silo has no such grain type.</exception>
    public GrainClass this[GrainType type] =>
        _byType.GetValueOrDefault(type) ?? throw new ArgumentException($"No grain class of this silo has the grain type \"{type}\".", nameof(type));

    /// <summary>Whether each silo has its own activations of the grain.</summary>
    public bool IsStatelessWorker(GrainType type) => _byType.TryGetValue(type, out var known) && known.MaxLocalWorkers is not null;

    private static bool IsGrainClass(Type type) =>
        type is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false }
        && typeof(IGrain).IsAssignableFrom(type)
        && !typeof(DispatchProxy).IsAssignableFrom(type);
}
