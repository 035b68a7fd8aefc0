using BenchHub.Grains.Jobs.Running;
using BenchHub.Jobs;
using BenchHub.Storage.Jobs;

namespace BenchHub.Grains.Tests.Jobs.Running;

public sealed class OutageTests
{
    private readonly ManualTime _time = new();
    private readonly RunProgress _progress = new(new TaskRow(
        "job_1", 0, "res_1", "sys_1", "bm25", 1, "ds_1", "cranfield", 1, "sha256:1", 10, "running", 1, 0, 0, null, null, null));
    private volatile bool _isUp;
    private int _looks;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Confirm_TheServiceAnswers_BlamesTheItem()
    {
        _isUp = true;
        var outage = Watching(TimeSpan.FromMinutes(10));

        Assert.False(await outage.Confirm("lost", OutageLook.Health, Ct));
        await outage.Over(Ct).Within("no outage");
        Assert.Equal(BatchTaskStatus.Running, Status);
    }

    [Fact]
    public async Task Confirm_TheServiceIsDown_WaitsUntilItIsBack()
    {
        var outage = Watching(TimeSpan.FromMinutes(10));
        var confirmed = outage.Confirm("nothing listens there", OutageLook.Health, Ct);
        await _time.Armed(TimeSpan.FromSeconds(0.5));

        Assert.Equal(BatchTaskStatus.Waiting, Status);
        Assert.Contains("nothing listens there", _progress.Moved(_time.GetUtcNow()).Message);
        Assert.False(outage.Over(Ct).IsCompleted);

        _time.Advance(TimeSpan.FromSeconds(0.5));
        await _time.Armed(TimeSpan.FromSeconds(1));
        Assert.False(confirmed.IsCompleted);

        _isUp = true;
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.True(await confirmed.Within("the service to be back"));
        Assert.Equal((BatchTaskStatus.Running, null), (Status, _progress.Moved(_time.GetUtcNow()).Message));
        await outage.Over(Ct).Within("the end of the outage");
    }

    [Fact]
    public async Task Confirm_ByManyWorkers_IsOneWatcher()
    {
        var outage = Watching(TimeSpan.FromMinutes(10));
        var first = outage.Confirm("lost", OutageLook.Health, Ct);
        await _time.Armed();
        var before = _looks;
        var others = Enumerable.Range(0, 20).Select(_ => outage.Confirm("lost", OutageLook.Health, Ct)).ToList();

        Assert.Equal(before, _looks);
        _isUp = true;
        _time.Advance(TimeSpan.FromSeconds(0.5));

        Assert.All(await Task.WhenAll(others.Append(first)).Within("all workers"), Assert.True);
        Assert.Equal(before + 1, _looks);
    }

    [Fact]
    public async Task Confirm_Pauses_GrowTo15Seconds()
    {
        var confirmed = Watching(TimeSpan.FromHours(1)).Confirm("lost", OutageLook.Health, Ct);
        foreach (var pause in new[] { 0.5, 1, 2, 4, 8, 15, 15 })
        {
            await _time.Armed(TimeSpan.FromSeconds(pause));
            _time.Advance(TimeSpan.FromSeconds(pause));
        }

        _isUp = true;
        await _time.Armed(TimeSpan.FromSeconds(15));
        _time.Advance(TimeSpan.FromSeconds(15));
        Assert.True(await confirmed.Within("the service to be back"));
    }

    [Fact]
    public async Task Confirm_LongerThanThePatience_RefusesAndSoDoesEveryoneWhoWaits()
    {
        var outage = Watching(TimeSpan.FromSeconds(1));
        var confirmed = outage.Confirm("nothing listens there", OutageLook.Health, Ct);
        await _time.Armed(TimeSpan.FromSeconds(0.5));
        _time.Advance(TimeSpan.FromSeconds(0.5));
        await _time.Armed(TimeSpan.FromSeconds(1));
        _time.Advance(TimeSpan.FromSeconds(1));

        // 1.5 s without an answer are more than 1 s.
        var refusal = await Waiting.Refused(() => confirmed);
        Assert.StartsWith("The system did not answer for 1 s: nothing listens there", refusal.Message, StringComparison.Ordinal);
        await Waiting.Refused(() => outage.Over(Ct));
        await Waiting.Refused(() => outage.Confirm("lost", OutageLook.Health, Ct));
    }

    [Fact]
    public async Task Confirm_ASecondOutage_IsWatchedAnew()
    {
        var outage = Watching(TimeSpan.FromMinutes(10));
        for (var i = 0; i < 2; i++)
        {
            _isUp = false;
            var confirmed = outage.Confirm("lost", OutageLook.Health, Ct);
            await _time.Armed(TimeSpan.FromSeconds(0.5));
            _isUp = true;
            _time.Advance(TimeSpan.FromSeconds(0.5));
            Assert.True(await confirmed.Within($"the end of outage {i}"));
        }
    }

    [Fact]
    public async Task Over_TheRunIsStopped_IsGivenUp()
    {
        using var stop = new CancellationTokenSource();
        var outage = Watching(TimeSpan.FromMinutes(10));
        var confirmed = outage.Confirm("lost", OutageLook.Health, stop.Token);
        await _time.Armed();
        var waiting = outage.Over(stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => confirmed.Within("the stop"));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.Within("the stop"));
    }

    private BatchTaskStatus Status => _progress.Moved(_time.GetUtcNow()).Status;

    private Outage Watching(TimeSpan patience) => new(
        (_, _) =>
        {
            Interlocked.Increment(ref _looks);
            return Task.FromResult(_isUp);
        },
        patience, _progress.Become, _time);
}
