using BenchHub.Cli.Tests.Processes;

namespace BenchHub.Cli.Tests.Clusters;

internal static class ClusterFolder
{
    /// <summary>One that others may enter: where the tests run as root, the database is another user.</summary>
    public static TempFolder New()
    {
        var folder = new TempFolder();
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder.Path, (UnixFileMode)0b111_101_101);
        }

        return folder;
    }
}
