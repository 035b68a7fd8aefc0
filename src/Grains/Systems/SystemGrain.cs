using System.Collections.Immutable;
using BenchHub.Connectors.Secrets;
using BenchHub.Storage;
using BenchHub.Storage.Systems;
using BenchHub.Systems;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace BenchHub.Grains.Systems;

internal sealed partial class SystemGrain(
    [PersistentState("system", StorageNames.Grains)] IPersistentState<SystemState> system,
    SystemCatalog catalog,
    HealthLog healthLog,
    SystemInspection inspection,
    SecretSealer sealer,
    [FromKeyedServices(StorageNames.Grains)] IGrainStorage storage,
    TimeProvider time,
    ILogger<SystemGrain> logger) : Grain, ISystemGrain, IRemindable
{
    private const string HealthReminder = "health";

    private readonly SteadyClock _clock = new(time);
    private Tenure? _tenure;
    private PermitPool? _permits;

    private SystemId Id => new(this.GetPrimaryKeyString());

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        // A crash between state and projection heals here.
        if (system.State.Spec is not null)
        {
            await catalog.Put(system.State.Row(Id), cancellationToken);
            await RestoreHealthChecks();
        }
    }

    public Task<SystemSnapshot?> Get() =>
        Task.FromResult(system.State.Spec is null ? null : system.State.Snapshot(Id));

    public async Task<SystemSnapshot> Register(RegisterSystem command)
    {
        if (system.State.Spec is { } known)
        {
            return StateJson.Same(known, command.Spec) && StateJson.Same(Secrets(), command.Secrets)
                ? system.State.Snapshot(Id)
                : throw new RefusedException(Refusal.Conflict, $"The id {Id} belongs to system '{known.Name}' already.");
        }

        return await Keep(command.Spec, command.Secrets);
    }

    public async Task<SystemSnapshot> Update(RegisterSystem command)
    {
        var known = system.State.Live();
        if (known.Kind != command.Spec.Kind)
        {
            throw new RefusedException(Refusal.Invalid, $"The kind of a system cannot change; '{known.Name}' is {StateJson.Word(known.Kind)}.", "kind");
        }

        return await Keep(command.Spec, command.Secrets.IsEmpty ? Secrets() : command.Secrets);
    }

    public async Task<SystemSnapshot> Retire()
    {
        if (await system.Advance(system.State.Retire(time.GetUtcNow())))
        {
            LogRetired(Id, system.State.Spec!.Name);
        }

        await catalog.Put(system.State.Row(Id));
        await ScheduleHealth(TimeSpan.Zero);
        return system.State.Snapshot(Id);
    }

    public async Task<HealthCheck> CheckHealth()
    {
        var spec = system.State.Live();
        var check = await inspection.Look(spec, Secrets());
        await healthLog.Append(new(Id.Value, check.CheckedAt, check.IsHealthy, check.ResponseMilliseconds, StateJson.Of(check)));
        await system.Advance(system.State.Checked(check));
        await catalog.Put(system.State.Row(Id));
        return check;
    }

    public Task<SystemAccess> Access() =>
        Task.FromResult(new SystemAccess(Id, system.State.Live(), system.State.Revision, system.State.SealedSecrets));

    public async Task<PermitGrant> Lease(LeasePermits command)
    {
        var limits = system.State.Live().Limits;
        if (limits is { Concurrency: null, CallsPerSecond: null, Adaptive: false })
        {
            return PermitPool.Unlimited(command);
        }

        _tenure ??= new(storage, this.GetGrainId(), _clock);
        await _tenure.Confirm();
        _permits ??= new(_tenure.PredecessorEnded);
        return _permits.Grant(command, limits, _clock.Now);
    }

    public Task Return(string holder)
    {
        _permits?.Return(holder);
        return Task.CompletedTask;
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        if (system.State is { Spec: not null, Status: SystemStatus.Active })
        {
            var check = await CheckHealth();
            LogChecked(Id, check.IsHealthy);
        }
    }

    private async Task<SystemSnapshot> Keep(SystemSpec spec, ImmutableSortedDictionary<string, string> secrets)
    {
        var report = await inspection.Require(spec, secrets);
        var sealedSecrets = secrets.IsEmpty ? null : sealer.Seal(Id, secrets);
        var next = system.State.Register(spec, sealedSecrets, [.. secrets.Keys], report, time.GetUtcNow());
        await TakeName(next);
        await system.Advance(next);
        await catalog.Put(next.Row(Id));
        await ScheduleHealth(Interval(spec));
        LogRegistered(Id, spec.Name, next.Revision);
        return next.Snapshot(Id);
    }

    /// <summary>The name is taken in the projection, where it is unique, before the state says so.</summary>
    private async Task TakeName(SystemState next)
    {
        try
        {
            if (system.State.Spec is not null)
            {
                await catalog.Put(next.Row(Id));
            }
            else if (await catalog.Claim(next.Spec!.Name, Id.Value, time.GetUtcNow()) is var holder && holder != Id.Value)
            {
                throw new RefusedException(
                    Refusal.Conflict, $"The name '{next.Spec.Name}' belongs to system {holder}; choose another or remove that one.", "name");
            }
        }
        catch (NameTakenException taken)
        {
            throw new RefusedException(Refusal.Conflict, taken.Message, "name");
        }
    }

    private ImmutableSortedDictionary<string, string> Secrets() => system.State.SealedSecrets is { } text
        ? sealer.Open(Id, text).ToImmutableSortedDictionary()
        : ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Embedded, reminders end with the process.</summary>
    private async Task RestoreHealthChecks()
    {
        if (system.State is { Status: SystemStatus.Active, Spec: { } spec } && await this.GetReminder(HealthReminder) is null)
        {
            await ScheduleHealth(Interval(spec));
        }
    }

    private static TimeSpan Interval(SystemSpec spec) => spec.Kind is SystemKind.Recorded ? TimeSpan.Zero : spec.HealthEvery;

    private async Task ScheduleHealth(TimeSpan every)
    {
        if (every > TimeSpan.Zero)
        {
            await this.RegisterOrUpdateReminder(HealthReminder, every, every);
        }
        else if (await this.GetReminder(HealthReminder) is { } reminder)
        {
            await this.UnregisterReminder(reminder);
        }
    }
}
