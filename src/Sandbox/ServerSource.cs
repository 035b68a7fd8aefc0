using System.Reflection;

namespace BenchHub.Sandbox;

/// <summary>Our Python as one program: the embedded files joined in the order of their names.</summary>
internal static class ServerSource
{
    // Without its first entry an import would look into the working directory.
    private const string Start = "import sys\nsys.path = [entry for entry in sys.path if entry]\n";

    public static string Text { get; } = Join(typeof(ServerSource).Assembly);

    private static string Join(Assembly assembly) =>
        Start + string.Join('\n', assembly.GetManifestResourceNames().Order(StringComparer.Ordinal).Select(name =>
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            return reader.ReadToEnd();
        }));
}
