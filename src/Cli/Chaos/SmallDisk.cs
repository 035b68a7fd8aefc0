using System.Diagnostics;
using BenchHub.Cli.Clusters;

namespace BenchHub.Cli.Chaos;

/// <summary>A file system in memory for the database, so that filling it fills nothing else. Mounting needs root.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string? _at;

    private SmallDisk(string? at) => _at = at;

    public bool IsMounted => _at is not null;

    public static string Of(PrivatePostgres database) => Path.GetDirectoryName(database.DataFolder)!;

    /// <summary>Mounts it, or does nothing where that is not allowed.</summary>
    public static SmallDisk Mount(DirectoryInfo folder)
    {
        var at = folder.CreateSubdirectory(PrivatePostgres.Home).FullName;
        return new(Run("mount", "-t", "tmpfs", "-o", "size=768m,mode=755", "tmpfs", at) ? at : null);
    }

    public void Dispose()
    {
        if (_at is not null)
        {
            Run("umount", "--lazy", _at);
        }
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
