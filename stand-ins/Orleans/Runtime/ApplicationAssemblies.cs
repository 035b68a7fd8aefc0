using System.Reflection;

namespace Orleans.Runtime;

/// <summary>The assemblies that can hold grain classes: those loaded or referenced that reference this one.</summary>
internal static class ApplicationAssemblies
{
    private static readonly string[] Platform = ["System", "Microsoft", "netstandard", "mscorlib"];

    public static IReadOnlyCollection<Assembly> Find()
    {
        var self = typeof(ApplicationAssemblies).Assembly.GetName().Name!;
        var seen = AppDomain.CurrentDomain.GetAssemblies().Where(assembly => !assembly.IsDynamic && IsOfApplication(assembly.GetName()))
            .DistinctBy(assembly => assembly.GetName().Name, StringComparer.Ordinal)
            .ToDictionary(assembly => assembly.GetName().Name!, StringComparer.Ordinal);
        var open = new Queue<Assembly>(seen.Values);
        while (open.TryDequeue(out var assembly))
        {
            foreach (var name in assembly.GetReferencedAssemblies().Where(IsOfApplication))
            {
                if (!seen.ContainsKey(name.Name!) && TryLoad(name) is { } loaded)
                {
                    seen.Add(name.Name!, loaded);
                    open.Enqueue(loaded);
                }
            }
        }

        return [.. seen.Values.Where(assembly => assembly.GetReferencedAssemblies().Any(name => string.Equals(name.Name, self, StringComparison.Ordinal)))];
    }

    private static bool IsOfApplication(AssemblyName name) =>
        !Platform.Any(prefix => name.Name!.Equals(prefix, StringComparison.Ordinal) || name.Name.StartsWith(prefix + ".", StringComparison.Ordinal));

    private static Assembly? TryLoad(AssemblyName name)
    {
        try
        {
            return Assembly.Load(name);
        }
        catch (FileNotFoundException)
        {
            return null; // A reference that is not deployed cannot hold the application's grains.
        }
    }
}
