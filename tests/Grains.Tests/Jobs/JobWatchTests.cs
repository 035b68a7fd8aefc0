using BenchHub.Grains.Jobs;

namespace BenchHub.Grains.Tests.Jobs;

public sealed class JobWatchTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public async Task Past_ARevisionThatIsOver_ReturnsAtOnce()
    {
        var watch = new JobWatch(_time);
        watch.Move();

        await watch.Past(watch.Revision - 1, TimeSpan.FromSeconds(10)).Within("a revision that is over");
    }

    [Fact]
    public async Task Past_TheRevisionOfNow_WaitsForTheNextMove()
    {
        var watch = new JobWatch(_time);
        var first = watch.Past(watch.Revision, TimeSpan.FromSeconds(10));
        var second = watch.Past(watch.Revision, TimeSpan.FromSeconds(10));
        Assert.False(first.IsCompleted || second.IsCompleted);

        watch.Move();

        await Task.WhenAll(first, second).Within("the move");
    }

    [Fact]
    public async Task Past_NothingMoves_ReturnsWhenThePatienceIsOver()
    {
        var watch = new JobWatch(_time);
        var waiting = watch.Past(watch.Revision, TimeSpan.FromSeconds(10));

        _time.Advance(TimeSpan.FromSeconds(9.9));
        Assert.False(waiting.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(0.1));

        await waiting.Within("the end of the patience");
    }

    [Fact]
    public async Task Past_MorePatienceThanACallMayTake_ReturnsBeforeTheCallTimesOut()
    {
        var watch = new JobWatch(_time);
        var waiting = watch.Past(watch.Revision, TimeSpan.FromDays(1));

        _time.Advance(TimeSpan.FromSeconds(20));

        await waiting.Within("20 s on the clock");
    }

    [Fact]
    public async Task Past_NoPatience_ReturnsAtOnce()
    {
        var watch = new JobWatch(_time);

        await watch.Past(watch.Revision, TimeSpan.Zero).Within("no patience");
    }

    [Fact]
    public void Revision_AfterARestart_IsPastTheFormerOnes()
    {
        var former = new JobWatch(_time);
        former.Move();
        former.Move();
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.True(new JobWatch(_time).Revision > former.Revision);
    }
}
