using System.Globalization;

namespace BenchHub.Orleans.Silo;

/// <summary>Counts visits in its stored state and says where it lives.</summary>
public interface IVisitGrain : IGrainWithStringKey
{
    Task<Visit> Visit();

    Task<int> Count();

    Task Noop();

    /// <summary>Never answers.</summary>
    Task Hang();

    /// <summary>Goes on writing its state from a timer, as a silo that does not know of its death would.</summary>
    Task<string> KeepWriting();

    Task Remind(TimeSpan period);

    Task<Ticks> Ticks();
}

/// <summary>One visit: the count after it, and the process that counted.</summary>
[GenerateSerializer, Immutable]
public sealed record Visit([property: Id(0)] int Count, [property: Id(1)] int Process);

[GenerateSerializer, Immutable]
public sealed record Ticks([property: Id(0)] List<DateTime> Times, [property: Id(1)] List<int> Processes);

public sealed class VisitState
{
    public int Count { get; set; }

    public List<string> Ticks { get; set; } = [];
}

internal sealed class VisitGrain([PersistentState("visits")] IPersistentState<VisitState> visits) : Grain, IVisitGrain, IRemindable
{
    public async Task<Visit> Visit()
    {
        visits.State.Count++;
        await visits.WriteStateAsync();
        return new(visits.State.Count, Environment.ProcessId);
    }

    public Task<int> Count() => Task.FromResult(visits.State.Count);

    public Task Noop() => Task.CompletedTask;

    public Task Hang() => new TaskCompletionSource().Task;

    public Task<string> KeepWriting()
    {
        this.RegisterGrainTimer(Write, new GrainTimerCreationOptions(TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(20)) { KeepAlive = true });
        return Task.FromResult(Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
    }

    public Task Remind(TimeSpan period) => this.RegisterOrUpdateReminder("tick", period, period);

    public Task<Ticks> Ticks()
    {
        var ticks = visits.State.Ticks.ConvertAll(text => text.Split(' '));
        return Task.FromResult(new Ticks(
            ticks.ConvertAll(tick => DateTime.Parse(tick[0], CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind)),
            ticks.ConvertAll(tick => int.Parse(tick[1], CultureInfo.InvariantCulture))));
    }

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        visits.State.Ticks.Add($"{status.CurrentTickTime:O} {Environment.ProcessId}");
        return visits.WriteStateAsync();
    }

    private async Task Write(CancellationToken cancellationToken)
    {
        visits.State.Count += 1000;
        await visits.WriteStateAsync(cancellationToken);
    }
}
