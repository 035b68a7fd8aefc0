using BenchHub.Evaluation.Judging;
using BenchHub.Grains.Jobs.Running;
using BenchHub.Grains.Models;
using BenchHub.Judges;
using BenchHub.Storage.Models;

namespace BenchHub.Grains.Judges;

internal sealed class JudgeCalibrationGrain(
    IGrainFactory grains, JudgeShelf shelf, PatientCallers systems, ModelCallers models, ResponseCache cache) : Grain, IJudgeCalibrationGrain, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan KeptAlive = TimeSpan.FromSeconds(15);

    private readonly CancellationTokenSource _over = new();
    private StartCalibration? _command;
    private CalibrationRun? _run;
    private Task<CalibrationReport>? _running;
    private IGrainTimer? _alive;

    public async Task<CalibrationSnapshot> Start(StartCalibration command)
    {
        if (_running is null or { IsFaulted: true } or { IsCanceled: true })
        {
            var judge = await shelf.Find(command.Judge);
            ThrowIfUnfit(judge.Definition, command);
            var seated = await Seat(judge, command.Concurrency);
            (_command, _run) = (command, new(seated, command));
            _running = Task.Run(() => Run(seated, _run, _over.Token));
            _alive ??= this.RegisterGrainTimer(Watch, new() { DueTime = KeptAlive, Period = KeptAlive, Interleave = true, KeepAlive = true });
        }

        return Snapshot()!;
    }

    public async Task<CalibrationSnapshot?> WaitForEnd(TimeSpan patience)
    {
        if (_running is Task running)
        {
            await running.WaitAsync(patience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }

        return Snapshot();
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _over.CancelAsync();
        await ((Task?)_running ?? Task.CompletedTask).WaitAsync(cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    public void Dispose() => _over.Dispose();

    private static async Task<CalibrationReport> Run(SeatedJudge judge, CalibrationRun run, CancellationToken over)
    {
        await using (judge)
        {
            return await run.Execute(over);
        }
    }

    private async Task<SeatedJudge> Seat(ShelvedJudge judge, int concurrency)
    {
        var id = this.GetPrimaryKeyString();
        var grain = grains.System(judge.System);
        var access = await JudgeBenches.Access(judge, grain);
        var system = systems.Open(grain, access, id, concurrency, Patience, static (_, _) => { });
        var terms = new ModelTerms(id, [models.OfSystem(access)], ModelCallers.Shared(access), DateTimeOffset.UnixEpoch, Keep) { PaidTo = access.Id.Value };
        return await JudgeBenches.Seat(judge, system, models, terms);

        async ValueTask Keep(PaidResponse paid, CancellationToken ct) => await cache.Keep(id, [paid], ct);
    }

    private static void ThrowIfUnfit(JudgeDefinition judge, StartCalibration command)
    {
        if (command.Items.FirstOrDefault(gold => gold.Opponent is null == judge.Kind is JudgeKind.Pairwise) is { } odd)
        {
            throw new RefusedException(Refusal.Invalid, odd.Opponent is null
                ? $"The judge '{judge.Name}' compares two answers; give each item first and second."
                : $"The judge '{judge.Name}' judges one answer; give each item answer, not first and second.");
        }
    }

    private Task Watch()
    {
        if (_running is { IsCompleted: true })
        {
            _alive?.Dispose();
            _alive = null;
        }

        return Task.CompletedTask;
    }

    private CalibrationSnapshot? Snapshot() => _command is null || _run is null || _running is null ? null : new(
        _command.Judge, _command.Items.Length, _run.Done, Error(_running), _running is { IsCompletedSuccessfully: true } ended ? ended.Result : null);

    private static string? Error(Task running) => running switch
    {
        { IsCanceled: true } => "The calibration was stopped; start it again, what the judge said is kept.",
        { Exception.InnerException: { } wrong } => wrong.Message,
        _ => null,
    };
}
