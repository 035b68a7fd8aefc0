using System.Collections.Concurrent;
using System.Globalization;
using BenchHub.Orleans.Tests.Support;
using BenchHub.Storage.Tests;

namespace BenchHub.Orleans.Tests.Clustering;

/// <summary>Real silos that are killed, paused, stopped and started.</summary>
[Collection(nameof(SiloProcessTests))]
[CollectionDefinition(nameof(SiloProcessTests), DisableParallelization = true)] // A port that a killed silo is to have again must not go to another test.
public sealed class SiloProcessTests(PostgresCluster postgres, ITestOutputHelper output)
{
    private static readonly TimeSpan Failover = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly string[] Keys = [.. Enumerable.Range(0, 60).Select(index => $"grain_{index}")];

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Start_SeveralSilos_FindEachOtherAndShareTheGrains(int silos)
    {
        await using var cluster = await ProcessCluster.Start(postgres, silos);

        var hosts = await cluster.Hosts();
        var first = await cluster.Visit(Keys);
        var second = await cluster.Visit(Keys);

        Assert.Equal(silos, hosts.Count(host => host.Value == SiloStatus.Active));
        Assert.Equal(cluster.Silos.Select(silo => silo.Id).Order(), first.Select(group => group.Key).Order());
        Assert.All(Keys, key => Assert.Equal(Where(first, key), Where(second, key)));
    }

    [Fact]
    public async Task Kill_OneOfThree_ItsGrainsAnswerElsewhereWithTheirState()
    {
        await using var cluster = await ProcessCluster.Start(postgres, 3);
        var victim = cluster.Silos[1];
        var homeless = (await cluster.Visit(Keys))[victim.Id].ToArray();

        await victim.Kill();
        var took = await ProcessCluster.Until("the grains of the killed silo answer", Failover, () => AllAnswer(cluster, homeless));

        output.WriteLine($"{homeless.Length} grains answered elsewhere after {took.TotalSeconds:F1} s");
        Assert.All(await cluster.Visit(homeless), group => Assert.NotEqual(victim.Id, group.Key));
        Assert.All(await Task.WhenAll(homeless.Select(key => cluster.Grain(key).Count())), count => Assert.Equal(2, count));
    }

    [Fact]
    public async Task Kill_TwoOfThree_TheLastHoldsEverything()
    {
        await using var cluster = await ProcessCluster.Start(postgres, 3);
        await cluster.Visit(Keys);

        await Task.WhenAll(cluster.Silos[0].Kill(), cluster.Silos[2].Kill());
        var took = await ProcessCluster.Until("all grains answer", Patience, () => AllAnswer(cluster, Keys));

        output.WriteLine($"after {took.TotalSeconds:F1} s");
        Assert.All(await cluster.Visit(Keys), group => Assert.Equal(cluster.Silos[1].Id, group.Key));
    }

    [Fact]
    public async Task Kill_DuringACall_CallerGetsSiloUnavailable()
    {
        Assert.SkipUnless(Product.IsStandIn, "Upstream may also let the response time out.");
        await using var cluster = await ProcessCluster.Start(postgres, 2);
        var victim = cluster.Silos[0];
        var key = (await cluster.Visit(Keys))[victim.Id].First();
        var hanging = cluster.Grain(key).Hang();

        await victim.Kill();

        await Assert.ThrowsAsync<SiloUnavailableException>(() => hanging);
    }

    [Fact]
    public async Task Kill_AllAndStartAnew_ClientFindsTheNewOnes()
    {
        await using var cluster = await ProcessCluster.Start(postgres, 2);
        await cluster.Visit(Keys);

        await Task.WhenAll(cluster.Silos.Select(silo => silo.Kill()));
        await Task.WhenAll(cluster.Silos.ToArray().Select(silo => cluster.StartSilo(silo.SiloPort)));
        await ProcessCluster.Until("all grains answer", Patience, () => AllAnswer(cluster, Keys));

        Assert.All(await Task.WhenAll(Keys.Select(key => cluster.Grain(key).Count())), count => Assert.Equal(1, count));
    }

    [Fact]
    public async Task Pause_UntilDeclaredDead_WakesAndStopsWithoutOverwriting()
    {
        await using var cluster = await ProcessCluster.Start(postgres, 3);
        var zombie = cluster.Silos[2];
        var key = (await cluster.Visit(Keys))[zombie.Id].First();
        await cluster.Grain(key).KeepWriting();

        zombie.Pause();
        await ProcessCluster.Until("the others bury it", Patience, async () =>
            await Try(cluster.Hosts) is { } hosts && hosts.Count(static host => host.Value == SiloStatus.Active) == 2);

        // The client may hear of it a moment later, in the middle of a call.
        var before = 0;
        await ProcessCluster.Until("the grain answers elsewhere", Patience, async () => await Try(async () => $"{before = (await cluster.Grain(key).Visit()).Count}") is not null);
        zombie.Resume();
        await zombie.Exited();

        Assert.NotEqual(0, zombie.ExitCode);
        Assert.Contains("declared dead", zombie.Log, StringComparison.Ordinal);
        Assert.Equal(before + 1, (await cluster.Grain(key).Visit()).Count);
    }

    [Fact]
    public async Task Stop_UnderLoad_HandsOverWithoutAFailedCall()
    {
        await using var cluster = await ProcessCluster.Start(postgres, 3);
        await using var load = new Load(cluster, Keys);
        await load.Reaches(200);

        await cluster.Silos[0].Stop();
        await load.Reaches(400);

        await load.EndAndCheck();
    }

    [Fact]
    public async Task Start_UnderLoad_TakesGrainsOverWithoutAFailedCall()
    {
        await using var cluster = await ProcessCluster.Start(postgres, 2);
        await using var load = new Load(cluster, Keys);
        await load.Reaches(200);

        var added = await cluster.StartSilo();
        await load.Reaches(400);

        await load.EndAndCheck();
        if (Product.IsStandIn) // Upstream leaves grains where they are while they are active.
        {
            Assert.NotEmpty((await cluster.Visit(Keys))[added.Id]);
        }
    }

    [Fact]
    public async Task Reminder_ItsSiloDies_TicksOnOnceAPeriod()
    {
        await using var cluster = await ProcessCluster.Start(postgres, 3);
        var period = TimeSpan.FromSeconds(2);
        var homes = await cluster.Visit(Keys);
        var key = homes[cluster.Silos[0].Id].First();
        await cluster.Grain(key).Remind(period);
        await ProcessCluster.Until("three ticks", Patience, async () => (await cluster.Grain(key).Ticks()).Times.Count >= 3);

        await cluster.Silos[0].Kill();
        await ProcessCluster.Until("three ticks elsewhere", Patience, async () =>
            await Try(() => cluster.Grain(key).Ticks()) is { } ticks && ticks.Processes.Count(process => process != cluster.Silos[0].Id) >= 3);

        // Ticks are due at whole periods: as many as have gone by, and one that a busy machine made late in the period before.
        var times = (await cluster.Grain(key).Ticks()).Times;
        Assert.InRange(times.Count, 6, (int)((times[^1] - times[0]) / period) + 2);
    }

    [Fact]
    public async Task Start_PortIsTaken_SaysSo()
    {
        Assert.SkipUnless(Product.IsStandIn, "Upstream shares the port.");
        await using var cluster = await ProcessCluster.Start(postgres, 1);

        var thrown = await Assert.ThrowsAnyAsync<Exception>(() => cluster.StartSilo(cluster.Silos[0].SiloPort));

        Assert.Contains($"{cluster.Silos[0].SiloPort}", thrown.Message, StringComparison.Ordinal);
    }

    private static int Where(ILookup<int, string> homes, string key) => homes.Single(group => group.Contains(key)).Key;

    private static async Task<bool> AllAnswer(ProcessCluster cluster, string[] keys) =>
        (await Task.WhenAll(keys.Select(key => Try(async () => $"{await cluster.Grain(key).Count()}")))).All(answer => answer is not null);

    private static async Task<T?> Try<T>(Func<Task<T>> call)
        where T : class
    {
        try
        {
            return await call();
        }
        catch (Exception exception) when (exception is OrleansException or TimeoutException)
        {
            return null;
        }
    }

    /// <summary>One loop of visits for each grain, which counts what was answered.</summary>
    private sealed class Load : IAsyncDisposable
    {
        private readonly ProcessCluster _cluster;
        private readonly CancellationTokenSource _end = new();
        private readonly ConcurrentDictionary<string, int> _answered = new();
        private readonly Task _loops;

        public Load(ProcessCluster cluster, string[] keys)
        {
            _cluster = cluster;
            _loops = Task.WhenAll(keys.Select(Loop));
        }

        public Task<TimeSpan> Reaches(int more)
        {
            var goal = _answered.Values.Sum() + more;
            return ProcessCluster.Until($"{goal} visits", Patience, () => Task.FromResult(_loops.IsFaulted || _answered.Values.Sum() >= goal));
        }

        public async Task EndAndCheck()
        {
            await _end.CancelAsync();
            await _loops.WaitAsync(Patience);
            foreach (var (key, answered) in _answered)
            {
                Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"{key}: {answered}"), $"{key}: {await _cluster.Grain(key).Count()}");
            }
        }

        public async ValueTask DisposeAsync()
        {
            await _end.CancelAsync();
            _end.Dispose();
        }

        private async Task Loop(string key)
        {
            while (!_end.IsCancellationRequested)
            {
                await _cluster.Grain(key).Visit();
                _answered.AddOrUpdate(key, 1, static (_, count) => count + 1);
            }
        }
    }
}
