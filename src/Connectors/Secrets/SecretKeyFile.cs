using System.Text;

namespace BenchHub.Connectors.Secrets;

/// <summary>A key in the data folder of an embedded hub, readable by its owner only.</summary>
public static class SecretKeyFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    private static readonly TimeSpan LongestCreation = TimeSpan.FromSeconds(1);

    /// <summary>Makes the key where there is none. Two processes that do so at once end with the same key.</summary>
    /// <exception cref="SecretException">The file holds no key, or others than its owner may read or write it.</exception>
    public static SecretKey LoadOrCreate(string path)
    {
        if (!File.Exists(path))
        {
            Create(path);
        }

        // A key that is being made is empty for a moment; one that stays empty was never finished, and is no key.
        SpinWait.SpinUntil(() => new FileInfo(path).Length > 0, LongestCreation);

        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != UnixFileMode.None)
        {
            throw new SecretException($"Others than its owner may use the key file {path}; run: chmod 600 {path}");
        }

        return SecretKey.FromBase64(File.ReadAllText(path), $"The key file {path}");
    }

    // The file system lets one of many win, and the others read what it wrote.
    private static void Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        FileStream file;
        try
        {
            file = new(path, options);
        }
        catch (IOException) when (File.Exists(path))
        {
            return; // another process was first
        }

        using (file)
        {
            file.Write(Encoding.ASCII.GetBytes(SecretKey.Generate().ToBase64() + "\n"));
            file.Flush(flushToDisk: true);
        }
    }
}
