using BenchHub.Grains.Hosting;
using BenchHub.Storage;
using BenchHub.Storage.Systems;
using Microsoft.Extensions.Configuration;

namespace BenchHub.Grains.Tests.Systems;

public sealed class HealthPruningTests(Hub hub) : IClassFixture<Hub>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_ChecksOfNinetyDaysAgo_AreRemoved()
    {
        await using var database = new Database(hub.Storage, hub.Time);
        var log = new HealthLog(database);
        var now = hub.Time.GetUtcNow();
        await log.Append(new("system", now.AddDays(-91), true, 1, "{}"), Ct);
        await log.Append(new("system", now.AddDays(-89), true, 1, "{}"), Ct);

        await hub.Restart();

        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        await Pruned().Within("the old check to be removed");
        Assert.Single((await log.List("system", new(), Ct)).Items);

        async Task Pruned()
        {
            while ((await log.List("system", new(), Ct)).Items.Count > 1)
            {
                await pace.WaitForNextTickAsync(Ct);
            }
        }
    }

    [Theory]
    [InlineData(null, 90)]
    [InlineData("7", 7)]
    [InlineData("0", null)]
    public void Of_Days_AreTheAge(string? text, int? days) =>
        Assert.Equal(days is { } age ? TimeSpan.FromDays(age) : null, HealthRetention.Of(Configured(text)).Age);

    [Theory]
    [InlineData("-1")]
    [InlineData("a week")]
    public void Of_NoNumberOfDays_SaysWhatToGive(string text) =>
        Assert.Contains($"BenchHub:HealthDays is '{text}'", Assert.Throws<RefusedException>(() => HealthRetention.Of(Configured(text))).Message);

    private static IConfiguration Configured(string? text) => new ConfigurationBuilder().AddInMemoryCollection([new(HealthRetention.Setting, text)]).Build();
}
