namespace BenchHub.Connectors.Secrets;

/// <summary>A key in the data folder of an embedded hub, readable by its owner only.</summary>
public static class SecretKeyFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary>Makes the key where there is none. Two processes that do so at once end with the same key.</summary>
    /// <exception cref="SecretException">The file holds no key, or others than its owner may read or write it.</exception>
    public static SecretKey LoadOrCreate(string path)
    {
        if (!File.Exists(path))
        {
            Create(path);
        }

        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != UnixFileMode.None)
        {
            throw new SecretException($"Others than its owner may use the key file {path}; run: chmod 600 {path}");
        }

        return SecretKey.FromBase64(File.ReadAllText(path), $"The key file {path}");
    }

    // Written under another name and then linked to its own: a crash in between leaves no half a key, and a key that
    // another process made first is kept.
    private static void Create(string path)
    {
        var fresh = $"{path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using (var file = new StreamWriter(fresh, options))
        {
            file.WriteLine(SecretKey.Generate().ToBase64());
        }

        try
        {
            File.Move(fresh, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(fresh);
        }
    }
}
