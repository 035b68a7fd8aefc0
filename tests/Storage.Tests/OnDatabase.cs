namespace BenchHub.Storage.Tests;

/// <summary>A fresh, migrated database for each test, on the engine that the derived class names.</summary>
public abstract class OnDatabase(StorageProvider provider, PostgresCluster postgres) : IAsyncLifetime
{
    public static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("benchhub-storage-").FullName;
    private readonly List<Database> _opened = [];
    private StorageOptions? _options;

    protected SettableTime Time { get; } = new(Now);

    protected StorageOptions Options => _options!;

    protected Database Database => _opened[0];

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _options = StorageOptions.Parse(provider == StorageProvider.Sqlite ? Path.Combine(_folder, "hub.db") : await postgres.CreateDatabase());
        await Open().Migrate(Ct);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var database in _opened)
        {
            await database.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Another opening of the same database: what a second process would hold.</summary>
    protected Database Open()
    {
        var database = new Database(Options, Time);
        _opened.Add(database);
        return database;
    }

    protected Task<long> Count(string table) => Database.Read(scope => scope.First<long>($"SELECT count(*) FROM {table}"), Ct);
}

public sealed class SettableTime(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
