using BenchHub.Grains.Jobs.Running;
using BenchHub.Storage;
using BenchHub.Storage.Models;

namespace BenchHub.Grains.Tests.Jobs.Running;

public sealed class GatheredReadsTests : IAsyncLifetime
{
    private const int Kept = 2_000;

    private readonly string _folder = Directory.CreateTempSubdirectory("benchhub-lookup-").FullName;
    private Database? _database;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = new(StorageOptions.Parse(Path.Combine(_folder, "hub.db")), TimeProvider.System);
        await _database.Migrate(Ct);
        await _database.Write(
            async (connection, transaction) =>
            {
                await using var command = connection.CreateCommand();
                command.Transaction = transaction;

                // The answer of kN says N.
                for (var i = 0; i < Kept; i++)
                {
                    command.CommandText = $"INSERT INTO response_cache (key, system_id, payload, created_at) VALUES ('k{i}', 'sys_1', x'{Convert.ToHexString(ResponseCache.Encode(new($"{i}")))}', 1)";
                    await command.ExecuteNonQueryAsync(Ct);
                }

                return 0;
            },
            Ct);
    }

    public async ValueTask DisposeAsync()
    {
        await _database!.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Find_ManyAtOnce_GivesEachItsOwn()
    {
        var lookup = Lookup();

        // Three keys each, of which the last is unknown, from several threads; more than one read can take.
        var found = await Task.WhenAll(Enumerable.Range(0, Kept).Select(i => Task.Run(() => lookup.Find([$"k{i}", $"k{(i + 1) % Kept}", $"absent{i}"], Ct), Ct))).Within("all answers");

        Assert.All(found.Index(), static one =>
        {
            Assert.Equal(($"{one.Index}", true), (one.Item[$"k{one.Index}"].Text, one.Item[$"k{one.Index}"].IsCached));
            Assert.Equal($"{(one.Index + 1) % Kept}", one.Item[$"k{(one.Index + 1) % Kept}"].Text);
            Assert.False(one.Item.ContainsKey($"absent{one.Index}"));
        });
    }

    [Fact]
    public async Task Find_OneGivesUp_TheOthersAreAnswered()
    {
        var lookup = Lookup();
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();

        var given = lookup.Find(["k1"], gone.Token);
        var waiting = lookup.Find(["k2"], Ct);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        Assert.Equal("2", (await waiting.Within("the other"))["k2"].Text);
    }

    [Fact]
    public async Task Find_StorageFails_EachHearsItAndTheNextIsRead()
    {
        var lookup = Lookup();
        await Execute("ALTER TABLE response_cache RENAME TO away");

        foreach (var find in Enumerable.Range(0, 5).Select(i => lookup.Find([$"k{i}"], Ct)).ToList())
        {
            await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => find);
        }

        await Execute("ALTER TABLE away RENAME TO response_cache");
        Assert.Equal("3", (await lookup.Find(["k3"], Ct).Within("the next"))["k3"].Text);
    }

    private GatheredReads<ModelOutput> Lookup()
    {
        var cache = new ResponseCache(_database!);
        return new(keys => cache.Find(keys, DateTimeOffset.UnixEpoch, Ct));
    }

    private Task<int> Execute(string sql) => _database!.Write(
        async (connection, transaction) =>
        {
            await using var command = connection.CreateCommand();
            (command.CommandText, command.Transaction) = (sql, transaction);
            return await command.ExecuteNonQueryAsync(Ct);
        },
        Ct);
}
