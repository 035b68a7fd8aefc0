using BenchHub.Cli.Hub;

namespace BenchHub.Cli.Serving;

/// <summary>One hub per data folder. The lock dies with the process, also with a killed one.</summary>
internal sealed class DataFolderClaim : IDisposable
{
    private readonly FileStream _file;

    private DataFolderClaim(FileStream file) => _file = file;

    /// <exception cref="HubException">Another hub holds the folder, or it cannot be written.</exception>
    public static DataFolderClaim Take(DirectoryInfo folder)
    {
        try
        {
            folder.Create();
            return new(new FileStream(Path.Combine(folder.FullName, "hub.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new HubException(
                $"The data folder {folder.FullName} cannot be used: another hub runs on it, or it is not writable. Stop that hub, or name another folder with --data.",
                inner: refused);
        }
    }

    public void Dispose() => _file.Dispose();
}
