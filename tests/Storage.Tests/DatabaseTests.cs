namespace BenchHub.Storage.Tests;

public sealed class DatabaseTests
{
    [Fact]
    public async Task Migrate_FileThatIsNoDatabase_SaysWhichAndLeavesIt()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("benchhub-storage-").FullName, "notes.db");
        await File.WriteAllTextAsync(path, new string('x', 5000));

        var unavailable = await Unavailable($"sqlite:{path}");

        Assert.Contains($"(SQLite {path}) cannot be used: SQLite Error 26: 'file is not a database'", unavailable.Message, StringComparison.Ordinal);
        Assert.Equal(5000, new FileInfo(path).Length);
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    [Fact]
    public async Task Migrate_PathIsAFolder_SaysWhich()
    {
        var folder = Directory.CreateTempSubdirectory("benchhub-storage-").FullName;

        Assert.Contains($"(SQLite {folder}) cannot be used", (await Unavailable($"sqlite:{folder}")).Message, StringComparison.Ordinal);
        Directory.Delete(folder);
    }

    [Fact]
    public async Task Migrate_ServerNotThere_SaysWhich() => Assert.Contains(
        "(PostgreSQL 127.0.0.1:1/hub) cannot be used: Failed to connect to 127.0.0.1:1.",
        (await Unavailable("postgres://u:secret@127.0.0.1:1/hub")).Message,
        StringComparison.Ordinal);

    private static async Task<StorageUnavailableException> Unavailable(string name)
    {
        await using var database = new Database(StorageOptions.Parse(name), TimeProvider.System);
        return await Assert.ThrowsAsync<StorageUnavailableException>(() => database.Migrate());
    }
}
