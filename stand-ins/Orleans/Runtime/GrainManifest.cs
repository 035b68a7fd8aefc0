using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Orleans.Runtime;

/// <summary>Which grain classes there are and which interfaces they implement, by name, so that it can cross processes.</summary>
internal sealed class GrainManifest(ImmutableArray<GrainManifest.Entry> entries)
{
    private readonly ConcurrentDictionary<(Type Interface, string Prefix), GrainType> _byInterface = new();

    public ImmutableArray<Entry> Entries => entries;

    /// <exception cref="ArgumentException">No grain class implements the interface, or several do and none by its name.</exception>
    public GrainType TypeFor(Type interfaceType, string? prefix) =>
        _byInterface.GetOrAdd((interfaceType, prefix ?? string.Empty), static (key, self) => self.Resolve(key.Interface, key.Prefix), this);

    private GrainType Resolve(Type interfaceType, string prefix)
    {
        var candidates = entries
            .Where(entry => entry.Interfaces.Contains(interfaceType.FullName!) && entry.ClassName.StartsWith(prefix, StringComparison.Ordinal))
            .ToList();
        var named = candidates.Find(entry => entry.ShortName.Equals(interfaceType.Name.AsSpan(1), StringComparison.Ordinal));
        return (named, candidates) switch
        {
            ({ } byName, _) => byName.GrainType,
            (_, [var only]) => only.GrainType,
            (_, []) => throw new ArgumentException($"No grain class implements {interfaceType}{(prefix.Length > 0 ? $" with a name that begins with \"{prefix}\"" : "")}.", nameof(interfaceType)),
            _ => throw new ArgumentException($"Several grain classes implement {interfaceType}: {string.Join(", ", candidates.Select(entry => entry.ClassName))}. Name one by grainClassNamePrefix.", nameof(interfaceType)),
        };
    }

    internal sealed record Entry(GrainType GrainType, string ClassName, ImmutableArray<string> Interfaces)
    {
        public static Entry Of(GrainClass grainClass) =>
            new(grainClass.GrainType, grainClass.Type.FullName!, [.. grainClass.Type.GetInterfaces().Select(type => type.FullName ?? type.Name)]);

        public ReadOnlySpan<char> ShortName => ClassName.AsSpan(ClassName.LastIndexOfAny(['.', '+']) + 1);
    }
}

/// <summary>Where the references of a process learn which grain an interface means.</summary>
internal interface IManifestSource
{
    GrainManifest Manifest { get; }
}
