namespace BenchHub.Grains;

public static class StorageNames
{
    /// <summary>The provider of all grain state.</summary>
    public const string Grains = "grains";
}
