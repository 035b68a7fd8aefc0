using System.Diagnostics;
using System.Text.Json.Nodes;
using BenchHub.Cli.Clusters;
using BenchHub.Cli.Hub;
using Spectre.Console;

namespace BenchHub.Cli.Chaos;

/// <summary>Runs jobs on a cluster of real processes while faults happen to it, and compares what comes out with an undisturbed run.</summary>
internal sealed class ChaosRun(ChaosOptions options)
{
    private const int Silos = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly Verdict _verdict = new(options);
    private readonly Random _random = new(options.Seed);
    private readonly Stopwatch _clock = Stopwatch.StartNew();

    private bool GoesOnBreaking => _verdict.Faults < options.Faults && _verdict.Findings.Count == 0 && _clock.Elapsed < options.Longest;

    /// <returns>What happened, and whether nothing was lost by it.</returns>
    public async Task<(JsonObject Told, bool IsGood)> Execute(CancellationToken ct)
    {
        using var network = SiloNetwork.Create();
        using var disk = SmallDisk.Mount(options.Folder);
        var faults = FaultCatalog.Draw(_random, options.Kinds, disk.IsMounted, network is not null).GetEnumerator();
        await using var services = await AskedServices.Start(Material.Examples, network?.Host, ct);
        var cluster = await LocalCluster.Up(options.Folder, Silos, url: null, ct, network);
        try
        {
            using var client = new HubClient(cluster.State.Url, apiKey: null);
            var hub = new PatientHub(client, Patience);
            await Round.Prepare(hub, services, options, ct);
            var undisturbed = await Undisturbed(hub, services, ct);
            var stage = new Stage(cluster, _random, options.Pause, network);
            for (var number = 1; GoesOnBreaking; number++)
            {
                var round = await Round.Submit(hub, services, number, options.Concurrency, ct);
                await Disturb(round, stage, services, faults, ct);
                await Judge(round, undisturbed, services, ct);
            }
        }
        finally
        {
            await cluster.Down(CancellationToken.None);
        }

        return (_verdict.Told(_clock.Elapsed.TotalSeconds), _verdict.IsGood);
    }

    private async Task<IReadOnlyList<Evidence>> Undisturbed(PatientHub hub, AskedServices services, CancellationToken ct)
    {
        var clock = Stopwatch.StartNew();
        var round = await Round.Submit(hub, services, 0, options.Concurrency, ct);
        await Finished(round, services, ct);
        var evidence = new List<Evidence>();
        foreach (var job in await round.Look(ct))
        {
            evidence.Add(await Evidence.Collect(hub, job, ct));
        }

        Note($"An undisturbed round of 2 x {options.Items} items takes {clock.Elapsed.TotalSeconds:0} s; {options.Faults} faults follow, seed {options.Seed}");
        return evidence;
    }

    private async Task Disturb(Round round, Stage stage, AskedServices services, IEnumerator<IFault> faults, CancellationToken ct)
    {
        while (GoesOnBreaking)
        {
            await stage.Wait(0.2, 1.2, ct);
            if (await round.IsOver(ct))
            {
                return;
            }

            faults.MoveNext();
            var fault = faults.Current;
            Note($"{_verdict.Faults + 1}: {fault.Kind}");
            try
            {
                await fault.Strike(stage, ct);
            }
            finally
            {
                stage.Mend();
            }

            var mended = Stopwatch.StartNew();
            if (!await GoesOn(round, services, ct))
            {
                _verdict.Findings.Add($"After fault {_verdict.Faults + 1} ({fault.Kind}) no system was asked for {Patience.TotalSeconds:0} s: the jobs are stuck.");
            }

            _verdict.Add(fault, mended.Elapsed.TotalSeconds);
        }
    }

    private async Task Judge(Round round, IReadOnlyList<Evidence> undisturbed, AskedServices services, CancellationToken ct)
    {
        if (_verdict.Findings.Count == 0)
        {
            await Finished(round, services, ct);
        }

        foreach (var (job, expected) in (await round.Look(ct)).Zip(undisturbed))
        {
            _verdict.Add(job, await Evidence.Collect(round.Hub, job, ct), expected);
        }

        _verdict.AskedAgain(await services.ModelAsked(ct) - round.ModelAsked - options.Items);
        Note(_verdict.Told(0).ToJsonString());
    }

    private async Task Finished(Round round, AskedServices services, CancellationToken ct)
    {
        while (!await round.IsOver(ct))
        {
            if (!await GoesOn(round, services, ct))
            {
                _verdict.Findings.Add($"No system was asked for {Patience.TotalSeconds:0} s, and the jobs have not ended: they are stuck.");
                return;
            }

            await Task.Delay(500, ct);
        }
    }

    /// <summary>False when neither of the systems is asked nor the jobs end.</summary>
    private static async Task<bool> GoesOn(Round round, AskedServices services, CancellationToken ct)
    {
        var began = TimeProvider.System.GetTimestamp();
        var before = await services.Asked(ct);
        for (var looks = 1; TimeProvider.System.GetElapsedTime(began) < Patience; looks++)
        {
            if (await services.Asked(ct) > before || (looks % 10 == 0 && await round.IsOver(ct)))
            {
                return true;
            }

            await Task.Delay(100, ct);
        }

        return false;
    }

    private static void Note(string text) => Common.Notes.MarkupLineInterpolated($"[grey]{text}[/]");
}
