using BenchHub.Comparisons;
using BenchHub.Grains.Comparisons;

namespace BenchHub.Grains.Tests.Comparisons;

public sealed class ComparisonShelfTests
{
    private readonly ComparisonShelf _shelf = new();
    private int _made;

    [Fact]
    public async Task Get_SameKey_ComparesOnce()
    {
        var first = await _shelf.Get("a", Make);

        Assert.Same(first, await _shelf.Get("a", Make));
        Assert.NotSame(first, await _shelf.Get("b", Make));
        Assert.Equal(2, _made);
    }

    [Fact]
    public async Task Get_TheLastTimeFailed_ComparesAgain()
    {
        await Assert.ThrowsAsync<TimeoutException>(() => _shelf.Get("a", static () => throw new TimeoutException()));

        await _shelf.Get("a", Make);

        Assert.Equal(1, _made);
    }

    [Fact]
    public async Task Get_ManyKeys_ForgetsTheOldest()
    {
        for (var key = 0; key <= 256; key++)
        {
            await _shelf.Get($"{key}", Make);
        }

        await _shelf.Get("256", Make);
        Assert.Equal(257, _made);
        await _shelf.Get("0", Make);
        Assert.Equal(258, _made);
    }

    private Comparison Make()
    {
        _made++;
        return new(new("ds"), "dataset", 1, "map", [], [], [], "", default);
    }
}
