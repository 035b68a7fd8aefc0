using BenchHub.Connectors.Secrets;
using BenchHub.Connectors.Webhooks;
using BenchHub.Monitoring;
using BenchHub.Storage;
using BenchHub.Storage.Monitoring;

namespace BenchHub.Grains.Monitoring;

/// <summary>Keeps nothing; one delivery round runs beside its turns at a time.</summary>
internal sealed class ChannelGrain(
    WebhookChannels channels, DeliveryRound round, SecretSealer sealer, WebhookClient webhooks, TimeProvider time) : Grain, IChannelGrain, IRemindable, IDisposable
{
    private const string LookReminder = "look";
    private const int LongestName = 200;
    private const int LongestSecret = 1000;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource _over = new();
    private IGrainTimer? _timer;
    private bool _isDelivering;
    private bool _isWoken;
    private bool _isReminded;

    private ChannelId Id => new(this.GetPrimaryKeyString());

    public void Dispose() => _over.Dispose();

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => _over.CancelAsync();

    public async Task Add(AddChannel command)
    {
        if (string.IsNullOrWhiteSpace(command.Name) || command.Name.Length > LongestName || command.Name.Any(char.IsControl))
        {
            throw new RefusedException(Refusal.Invalid, $"The name must have 1 to {LongestName} characters, not only blanks and no line break.", "name");
        }

        if (command.Secret is { Length: 0 or > LongestSecret })
        {
            throw new RefusedException(Refusal.Invalid, $"The secret has {command.Secret.Length} characters; it must have 1 to {LongestSecret}. Leave it out to send unsigned.", "secret");
        }

        var (url, problem) = await webhooks.Check(command.Url, _over.Token);
        if (url is null)
        {
            throw new RefusedException(Refusal.Unprocessable, problem!, "url");
        }

        try
        {
            await channels.Add(new(Id.Value, command.Name, "webhook", url.GetLeftPart(UriPartial.Path), command.Secret is not null, sealer.Seal(Id, url, command.Secret), time.GetUtcNow()));
        }
        catch (NameTakenException taken)
        {
            throw new RefusedException(Refusal.Conflict, taken.Message, "name");
        }

        await Remind();
    }

    public async Task Remove()
    {
        await channels.Remove(Id.Value, time.GetUtcNow());
        _isReminded = false;
        if (await this.GetReminder(LookReminder) is { } reminder)
        {
            await this.UnregisterReminder(reminder);
        }
    }

    public async Task<ChannelTrial> Test()
    {
        var channel = await channels.Find(Id.Value) ?? throw new RefusedException(
            Refusal.NotFound, $"Channel '{Id}' does not exist; GET /api/v1/monitoring/channels lists those that do.", "id");
        var now = time.GetUtcNow();
        var delivery = SortableId.New("test_", now);
        try
        {
            var outcome = await webhooks.Send(sealer.Open(channel, delivery, "test", WebhookBody.Test(delivery, channel.Name, now)), _over.Token);
            return new(outcome.IsDelivered, outcome.Status, outcome.Error, outcome.Took.TotalMilliseconds);
        }
        catch (SecretException locked)
        {
            return new(false, null, locked.Message, 0);
        }
    }

    public async Task Wake()
    {
        await Remind();
        _isWoken = true;
        _timer ??= this.RegisterGrainTimer(Deliver, new() { DueTime = TimeSpan.Zero, Period = Minute, Interleave = true, KeepAlive = true });
        _timer.Change(TimeSpan.Zero, Minute);
    }

    public Task ReceiveReminder(string reminderName, TickStatus status) => Wake();

    private async Task Deliver()
    {
        if (_isDelivering)
        {
            return;
        }

        TimeSpan? next = null;
        _isDelivering = true;
        try
        {
            do
            {
                _isWoken = false;
                next = await Task.Run(() => round.Deliver(Id.Value, _over.Token));
            }
            while (_isWoken);
        }
        catch (OperationCanceledException) when (_over.IsCancellationRequested)
        {
            // The silo stops; what is pending is found by the next activation.
        }
        finally
        {
            _isDelivering = false;
        }

        Rest(next);
    }

    private void Rest(TimeSpan? next)
    {
        if (next is { } wait)
        {
            _timer?.Change(wait > TimeSpan.Zero ? wait : TimeSpan.FromMilliseconds(1), Minute);
        }
        else
        {
            _timer?.Dispose();
            _timer = null;
        }
    }

    /// <summary>Embedded, reminders end with the process.</summary>
    private async Task Remind()
    {
        if (!_isReminded && await channels.Find(Id.Value) is not null)
        {
            await this.RegisterOrUpdateReminder(LookReminder, Minute, Minute);
            _isReminded = true;
        }
    }
}
