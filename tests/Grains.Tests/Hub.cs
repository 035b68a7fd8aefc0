using System.Collections.Immutable;
using BenchHub.Connectors.Hosting;
using BenchHub.Connectors.Net;
using BenchHub.Connectors.Secrets;
using BenchHub.Datasets;
using BenchHub.Grains.Hosting;
using BenchHub.Jobs;
using BenchHub.Storage;
using BenchHub.Storage.Datasets;
using BenchHub.Systems;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Core.Internal;
using Orleans.Streams;
using Orleans.TestingHost;

namespace BenchHub.Grains.Tests;

/// <summary>A cluster as a hub has it, over a SQLite file of its own. <see cref="Restart"/> is a new process over the same file.</summary>
public sealed class Hub : IAsyncLifetime
{
    private static int _names;

    private readonly short _silos;
    private readonly SecretKey _key = SecretKey.Generate();
    private readonly string _folder = Directory.CreateTempSubdirectory("benchhub-grains-").FullName;
    private InProcessTestCluster? _cluster;

    public Hub() : this(short.Parse(Environment.GetEnvironmentVariable("ORLEANS_TEST_SILOS") ?? "1"))
    {
    }

    internal Hub(short silos) => _silos = silos;

    internal SkippableTime Time { get; } = new();

    /// <summary>Stands before each call of a grain; a test may let some fail.</summary>
    internal Func<IIncomingGrainCallContext, Task> Before { get; set; } = static _ => Task.CompletedTask;

    /// <summary>Hears of each call once a grain has begun with it.</summary>
    internal Action<IIncomingGrainCallContext> After { get; set; } = static _ => { };

    /// <summary>Hears of calls that a grain refused.</summary>
    internal Action<IIncomingGrainCallContext> Refused { get; set; } = static _ => { };

    public IGrainFactory Grains => _cluster!.Client;

    public StorageOptions Storage => StorageOptions.Parse(Path.Combine(_folder, "hub.db"));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await using (var database = new Database(Storage, Time))
        {
            await database.Migrate(Ct);
        }

        await Deploy();
    }

    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null)
        {
            await _cluster.StopAllSilosAsync();
            await _cluster.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    public T Get<T>() where T : notnull => _cluster!.GetSiloServiceProvider().GetRequiredService<T>();

    /// <summary>Those of all silos.</summary>
    internal IEnumerable<T> Each<T>() where T : notnull => _cluster!.Silos.Select(static silo => silo.ServiceProvider.GetRequiredService<T>());

    /// <summary>Ends the process, kindly or not, and starts another one.</summary>
    public async Task Restart(bool kill = false, Func<Task>? between = null)
    {
        foreach (var silo in _cluster!.Silos.ToArray())
        {
            await (kill ? _cluster.KillSiloAsync(silo) : _cluster.StopSiloAsync(silo)).Within("the silo to stop");
        }

        await _cluster.DisposeAsync();
        _cluster = null;
        await (between?.Invoke() ?? Task.CompletedTask);
        await Deploy();
    }

    internal static async Task<Hub> Start(short silos)
    {
        var hub = new Hub(silos);
        await hub.InitializeAsync();
        return hub;
    }

    /// <summary>Ends one silo of several without a word; the others find out.</summary>
    internal Task Kill(SiloAddress silo) => _cluster!.KillSiloAsync(_cluster.GetSiloForAddress(silo)!).Within($"the end of {silo}");

    /// <summary>What a silo does with a grain that it needs no more; returns when the next call finds a new activation.</summary>
    public static async Task Deactivate(IGrain grain) => await grain.AsReference<IGrainManagementExtension>().DeactivateOnIdle();

    public static string Name(string prefix) => $"{prefix}-{Interlocked.Increment(ref _names)}";

    public Task<SystemId> Register(ScriptedService service, SystemLimits? limits = null) => Register(Spec(service, limits));

    internal async Task<SystemId> Register(SystemSpec spec)
    {
        var id = SystemId.New(Time.GetUtcNow());
        await Grains.System(id).Register(Without(spec)).Within("the registration");
        return id;
    }

    /// <summary>The command without secrets.</summary>
    internal static RegisterSystem Without(SystemSpec spec) => new(spec, ImmutableSortedDictionary<string, string>.Empty);

    internal static SystemSpec Spec(ScriptedService service, SystemLimits? limits = null) => new()
    {
        Name = Name("system"),
        Url = service.Url,
        TopK = 10,
        Limits = limits ?? new() { Retries = 0 },
    };

    /// <summary>Items <c>q0</c>, <c>q1</c> …, whose text is their id and whose only relevant document is <c>d0</c>, <c>d1</c> …</summary>
    public async Task<DatasetId> Import(int items, int first = 0)
    {
        var id = DatasetId.New(Time.GetUtcNow());
        await AddVersion(id, Name("dataset"), items, first);
        return id;
    }

    internal async Task<DatasetSnapshot> AddVersion(DatasetId id, string name, int items, int first = 0)
    {
        await using var draft = await Get<DatasetContents>().Begin(Ct);
        await draft.AddItems([.. Enumerable.Range(first, items).Select(static i => ($"q{i}", $"q{i}", (IReadOnlyList<Judgement>)[new($"d{i}", 1)]))], Ct);
        var content = await draft.Seal(Ct);
        return await Grains.Dataset(id).AddVersion(new(name, "", "beir", content.Hash, content.Items, content.Documents, content.Judgements)).Within("the import");
    }

    public async Task<JobId> Submit(SubmitJob command)
    {
        var id = JobId.New(Time.GetUtcNow());
        await Grains.Job(id).Submit(command).Within("the submission");
        return id;
    }

    public async Task<JobId> Submit(SystemId system, DatasetId dataset, int concurrency = 4) =>
        await Submit(Command([system], dataset) with { Concurrency = concurrency });

    /// <summary>A job that has so many answers and as many open calls as it may have.</summary>
    internal async Task<JobId> RunUntilHeld(ScriptedService service, int items, int answered, int concurrency)
    {
        service.HoldAfter(answered);
        var id = await Submit(await Register(service), await Import(items), concurrency);
        await service.HasReceived(answered + concurrency);
        return id;
    }

    /// <summary>Pauses a job whose calls are held, and lets these end once its task knows of the pause.</summary>
    internal async Task<JobSnapshot> PauseMidRun(ScriptedService service, JobId id)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        After = call => _ = call.MethodName == nameof(IBatchTaskGrain.Stop) && reached.TrySetResult();
        var paused = Grains.Job(id).Pause();
        await reached.Task.Within("the task to be stopped");
        service.Release();
        return await paused.Within("the pause");
    }

    internal static SubmitJob Command(IEnumerable<SystemId> systems, params IEnumerable<DatasetId> datasets) => new()
    {
        Systems = [.. systems],
        Datasets = [.. datasets.Select(static dataset => new DatasetRef(dataset))],
        Metrics = ["mrr", "success@1"],
        Concurrency = 4,
    };

    /// <summary>Follows the job as a client does, until it is as wanted.</summary>
    internal async Task<JobSnapshot> Until(JobId id, Func<JobSnapshot, bool> reached, string what, TimeSpan? deadline = null)
    {
        JobSnapshot? job = null;
        try
        {
            return await Follow().Within($"job {id} to be {what}", deadline);
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{late.Message} It is {job?.Status} ({job?.Error}): {string.Join(", ", job?.Tasks.Select(static task => $"{task.Status} {task.Done}/{task.Items} {task.Message}") ?? [])}", late);
        }

        async Task<JobSnapshot> Follow()
        {
            while (true)
            {
                try
                {
                    job = job is null ? await Grains.Job(id).Get() : await Grains.Job(id).WaitForChange(job.Revision, TimeSpan.FromSeconds(2));
                }
                catch (SiloUnavailableException)
                {
                    continue; // It died; the job is soon elsewhere.
                }

                if (reached(job!))
                {
                    return job!;
                }
            }
        }
    }

    internal Task<JobSnapshot> Finish(JobId id) => Until(id, static job => job.Status is JobStatus.Completed or JobStatus.Failed or JobStatus.Cancelled, "over");

    internal async Task<JobSnapshot> Complete(JobId id)
    {
        var job = await Finish(id);
        Assert.True(job.Status is JobStatus.Completed, $"{job.Status}: {job.Error}");
        return job;
    }

    private async Task Deploy()
    {
        var storage = Storage;
        var builder = new InProcessTestClusterBuilder(_silos);
        builder.ConfigureHost(host =>
        {
            host.Services.AddSingleton<TimeProvider>(Time);
            host.Services.AddBenchHubStorage(storage);
            host.Services.AddBenchHubConnectors(new AddressPolicy { AllowLoopback = true });
            host.Services.AddSingleton(new SecretSealer(_key));
        });
        builder.ConfigureSilo((_, silo) => silo
            .AddBenchHubGrains()
            .AddIncomingGrainCallFilter(async call =>
            {
                await Before(call);
                var answer = call.Invoke();
                After(call);
                try
                {
                    await answer;
                }
                catch (RefusedException)
                {
                    Refused(call);
                    throw;
                }
            })
            .AddAdoNetGrainStorage(StorageNames.Grains, options => (options.Invariant, options.ConnectionString, options.DeleteStateOnClear) = (storage.Invariant, storage.ConnectionString, true))
            .UseInMemoryReminderService()
            .AddMemoryStreams(StreamNames.Provider, static streams => streams.ConfigureStreamPubSub(StreamPubSubType.ImplicitOnly)));

        builder.ConfigureClient(static client => client.AddActivityPropagation());

        // The same cluster after a restart: grain state belongs to a service id.
        (builder.Options.ClusterId, builder.Options.ServiceId) = ("hub", "hub");
        _cluster = builder.Build();
        await _cluster.DeployAsync().Within("the cluster to start");
    }
}
