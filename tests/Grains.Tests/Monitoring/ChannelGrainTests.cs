using BenchHub.Monitoring;
using BenchHub.Storage.Monitoring;

namespace BenchHub.Grains.Tests.Monitoring;

public sealed class ChannelGrainTests : IAsyncLifetime
{
    private static readonly ChannelId Id = new("chn_1");

    private readonly Hub _hub = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private IChannelGrain Channel => _hub.Grains.Channel(Id);

    public ValueTask InitializeAsync() => _hub.InitializeAsync();

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    private async Task Raise(double value = 0.5)
    {
        await _hub.Grains.Alert(new("rule_1")).Put(new() { Name = "low", Metric = "recall@10", Min = 0.7 });
        await _hub.Commit("sys_a", "ds_a", value);
        await _hub.Grains.Alert(new("rule_1")).CatchUp();
    }

    private async Task<DeliveryRow> Delivery(Func<DeliveryRow, bool> reached)
    {
        var alert = (await _hub.Alerts("rule_1")).Single(static alert => alert.State == "firing" || alert.ResolvedAt is not null);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            // The receiver's signal comes before its answer is kept.
            var row = (await _hub.Get<DeliveryOutbox>().Of([alert.Id], limit.Token))[alert.Id].First();
            if (reached(row))
            {
                return row;
            }

            await Task.Yield();
        }
    }

    [Fact]
    public async Task Deliver_ReceiverFailsFirst_IsTriedAgainWithTheSameId_AfterARestartAsWell()
    {
        await using var receiver = await Receiver.Start();
        receiver.Status = static number => number == 1 ? 500 : 204;
        await Channel.Add(new("ops", receiver.Url, "s3cret"));
        await Raise();
        await receiver.Has(1);
        var failed = await Delivery(static row => row.Attempts == 1);
        Assert.Equal("pending", failed.Status);
        Assert.Contains("answered 500", failed.LastError, StringComparison.Ordinal);
        Assert.InRange(failed.DueAt - failed.At, TimeSpan.FromSeconds(2.5), TimeSpan.FromSeconds(5));

        _hub.Time.Skip(TimeSpan.FromSeconds(5));
        await _hub.Restart(kill: true);
        await receiver.Has(2);

        var delivered = await Delivery(static row => row.Status == "delivered");
        Assert.Equal((2, null), (delivered.Attempts, delivered.LastError));
        Assert.Single(receiver.Requests.Select(static request => request.Delivery).Distinct());
    }

    [Fact]
    public async Task Deliver_Resolved_IsAnEventOfItsOwn()
    {
        await using var receiver = await Receiver.Start();
        await Channel.Add(new("ops", receiver.Url, null));
        await Raise();
        await Raise(0.8);

        await receiver.Has(2);

        Assert.Equal(["alert.firing", "alert.resolved"], receiver.Requests.Select(static request => (string?)request.Body["event"]).Order());
        Assert.All(receiver.Requests, static request => Assert.Empty(request.Signature));
    }

    [Fact]
    public async Task Test_SaysWhatCameOfIt()
    {
        await using var receiver = await Receiver.Start();
        await Channel.Add(new("ops", receiver.Url + "?key=k", "s3cret"));

        Assert.Equal((true, 200, null), await Channel.Test() is var good ? (good.Delivered, good.Status, good.Error) : default);
        receiver.Status = static _ => 401;
        Assert.Equal((false, 401), await Channel.Test() is var bad ? (bad.Delivered, bad.Status) : default);
        Assert.Equal("test", (string?)receiver.Requests.First().Body["event"]);
        var row = (await _hub.Get<WebhookChannels>().Find(Id.Value, Ct))!;
        Assert.Equal((receiver.Url, true), (row.ShownUrl, row.IsSigned));
        Assert.DoesNotContain("s3cret", row.Sealed, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data", "url")]
    [InlineData("http://10.1.2.3/hook", "url")]
    [InlineData("file:///etc/passwd", "url")]
    [InlineData("nowhere", "url")]
    public async Task Add_AddressThatIsNotCalled_IsRefused(string url, string field)
    {
        var refused = await Waiting.Refused(() => Channel.Add(new("ops", url, null)));

        Assert.Equal((Refusal.Unprocessable, field), (refused.Refusal, refused.Field));
        Assert.Null(await _hub.Get<WebhookChannels>().Find(Id.Value, Ct));
    }

    [Fact]
    public async Task Add_NameTaken_IsAConflict_AndRemoveGivesItBack()
    {
        await using var receiver = await Receiver.Start();
        await Channel.Add(new("ops", receiver.Url, null));
        var other = _hub.Grains.Channel(new("chn_2"));

        Assert.Equal(Refusal.Conflict, (await Waiting.Refused(() => other.Add(new("ops", receiver.Url, null)))).Refusal);
        await Channel.Remove();
        await other.Add(new("ops", receiver.Url, null));
        Assert.Equal(Refusal.NotFound, (await Waiting.Refused(() => Channel.Test())).Refusal);
    }
}
