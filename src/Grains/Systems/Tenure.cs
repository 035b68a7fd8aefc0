using Orleans.Storage;

namespace BenchHub.Grains.Systems;

/// <summary>
/// Makes sure that one activation at a time hands out permits. Each takes the next number in storage when it begins, and
/// looks every second whether it still is the last: one that a newer one has replaced, while its silo was cut off or
/// asleep, says so and ends. Storage is not touched before the first question.
/// </summary>
internal sealed class Tenure(IGrainStorage storage, GrainId grain, SteadyClock clock)
{
    /// <summary>For so long a look is good: whoever is replaced may go on handing out for that time.</summary>
    public static readonly TimeSpan Term = TimeSpan.FromSeconds(1);

    private const string Name = "tenure";

    private int? _number;
    private DateTimeOffset _heldUntil;
    private Task _asking = Task.CompletedTask;

    /// <summary>When the last predecessor had to have ended; null where there was none.</summary>
    public DateTimeOffset? PredecessorEnded { get; private set; }

    /// <exception cref="InconsistentStateException">Another activation has taken over.</exception>
    public async Task Confirm()
    {
        // Calls interleave: all wait for the same look.
        while (clock.Now >= _heldUntil)
        {
            if (_asking.IsCompleted)
            {
                _asking = Ask();
            }

            await _asking;
        }
    }

    private async Task Ask()
    {
        var askedAt = clock.Now;
        var record = new GrainState<TenureState>(new());
        await storage.ReadStateAsync(Name, grain, record);
        if (_number is null)
        {
            var isFirst = !record.RecordExists;
            record.State = new() { Number = record.State!.Number + 1 };
            await storage.WriteStateAsync(Name, grain, record);
            _number = record.State.Number;
            PredecessorEnded = isFirst ? null : clock.Now + Term;
        }
        else if (record.State!.Number != _number)
        {
            throw new InconsistentStateException($"{grain} hands out permits in another activation, number {record.State.Number}; this is number {_number}.");
        }

        _heldUntil = askedAt + Term;
    }
}

/// <summary>What survives a restart.</summary>
internal sealed record TenureState
{
    /// <summary>Of the activation that began last.</summary>
    public int Number { get; init; }
}
