using BenchHub.Grains.Systems;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace BenchHub.Grains.Tests.Systems;

/// <summary>Two activations of one grain that live at once, as when a silo was cut off or asleep and does not know that it was replaced.</summary>
public sealed class TenureTests(Hub hub) : IClassFixture<Hub>
{
    private readonly ManualTime _time = new();

    [Fact]
    public async Task Confirm_OfTheOneThatWasReplaced_EndsItAtItsNextLook()
    {
        var (first, second) = (Activation("a"), Activation("a"));
        await first.Confirm();
        Assert.Null(first.PredecessorEnded);

        await second.Confirm();

        // The first may hand out until its look is a term old, and not a moment longer; the second knows until when.
        await first.Confirm();
        Assert.Equal(ManualTime.Noon + Tenure.Term, second.PredecessorEnded);
        _time.Advance(Tenure.Term);
        var ended = await Assert.ThrowsAsync<InconsistentStateException>(first.Confirm);
        Assert.Contains("number 2; this is number 1", ended.Message, StringComparison.Ordinal);
        await second.Confirm();
    }

    [Fact]
    public async Task Confirm_BothBeginAtOnce_OneOfThemHolds()
    {
        Tenure[] both = [Activation("b"), Activation("b")];

        await Task.WhenAll(both.Select(Begun));
        _time.Advance(Tenure.Term);

        Assert.Single(await Task.WhenAll(both.Select(Begun)), static holds => holds);
    }

    private static async Task<bool> Begun(Tenure tenure)
    {
        try
        {
            await tenure.Confirm();
            return true;
        }
        catch (InconsistentStateException)
        {
            return false;
        }
    }

    private Tenure Activation(string key) => new(
        hub.Get<IServiceProvider>().GetRequiredKeyedService<IGrainStorage>(StorageNames.Grains), GrainId.Create("tenure-test", key), new(_time));
}
