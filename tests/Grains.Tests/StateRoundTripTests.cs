using System.Collections.Immutable;
using BenchHub.Datasets;
using BenchHub.Grains.Datasets;
using BenchHub.Grains.Jobs;
using BenchHub.Grains.Schedules;
using BenchHub.Grains.Systems;
using BenchHub.Jobs;
using BenchHub.Schedules;
using BenchHub.Systems;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace BenchHub.Grains.Tests;

/// <summary>Each state goes through the provider and the serializer that a silo registers, and comes back as it was.</summary>
public sealed class StateRoundTripTests(Hub hub) : IClassFixture<Hub>
{
    private static readonly DateTimeOffset Now = ManualTime.Noon.AddTicks(1_234_567);

    [Fact]
    public async Task SystemState_Full_ComesBack()
    {
        var state = new SystemState
        {
            Spec = new()
            {
                Name = "검색",
                Kind = SystemKind.Recorded,
                Description = "d",
                Tags = ["a", "b"],
                Url = "http://h",
                TopK = 7,
                Retrieve = new()
                {
                    Path = "/p",
                    Method = "GET",
                    Headers = ImmutableSortedDictionary<string, string>.Empty.Add("X-A", "1"),
                    Body = "{}",
                    Results = "data.hits",
                    DocumentId = "docid",
                    Score = "s",
                    Text = "t",
                },
                Embed = new() { Path = "/e", Body = "b", Vector = "v" },
                Answer = new() { Path = "/a", Body = "b", Text = "t", Contexts = "c", ContextText = "ct", Headers = ImmutableSortedDictionary<string, string>.Empty.Add("X-B", "2") },
                Embedding = new() { Model = "e", Dimensions = 64 },
                Limits = new() { Concurrency = 3, CallsPerSecond = 0.1, CallTimeout = TimeSpan.FromSeconds(1.5), Retries = 4, AnswerBytes = 5L << 32 },
                HealthPath = "/h",
                HealthEvery = TimeSpan.FromMinutes(2),
            },
            SealedSecrets = "sealed",
            SecretHeaders = ["Authorization"],
            Status = SystemStatus.Retired,
            Revision = 9,
            Validation = new(true, [new("url", true, "fine")], 1.25),
            Health = new(Now, false, null, [new("latency", false, "slow")]),
            CreatedAt = Now,
            UpdatedAt = Now.AddDays(1),
        };

        var back = await RoundTrip(state);

        Assert.Equal(StateJson.Of(state), StateJson.Of(back));
        Assert.Equal("1", back.Spec!.Retrieve.Headers["X-A"]);
        Assert.Equal((Now, 0.1), (back.CreatedAt, back.Spec.Limits.CallsPerSecond));
    }

    [Fact]
    public async Task DatasetState_Full_ComesBack()
    {
        var state = new DatasetState
        {
            Name = "cranfield",
            Description = "d",
            Status = DatasetStatus.Retired,
            Versions = [new(1, "beir", "sha256:1", 2, 3, 4, Now), new(2, "trec", "sha256:2", 5, 6, 7, Now.AddDays(1))],
            CreatedAt = Now,
            UpdatedAt = Now.AddDays(1),
        };

        var back = await RoundTrip(state);

        Assert.Equal(StateJson.Of(state), StateJson.Of(back));
        Assert.Equal(state.Versions.AsEnumerable(), back.Versions.AsEnumerable());
    }

    [Fact]
    public async Task JobState_Full_ComesBack()
    {
        var state = new JobState
        {
            Command = new()
            {
                Name = "n",
                Systems = [new("sys_1"), new("sys_2")],
                Datasets = [new(new("ds_1"), 3), new(new("ds_2"))],
                Metrics = ["mrr", "p@5"],
                Concurrency = 5,
                ParallelTasks = 6,
                TopK = 7,
                Patience = TimeSpan.FromSeconds(8),
                EarlyStop = new() { Metric = "mrr", Alpha = 0.1, Margin = 0.02, Seed = 9 },
            },
            Status = JobStatus.Failed,
            Error = "e",
            CreatedAt = Now,
            StartedAt = Now.AddSeconds(1),
            FinishedAt = Now.AddSeconds(2),
        };

        var back = await RoundTrip(state);

        Assert.Equal(StateJson.Of(state), StateJson.Of(back));
        Assert.Equal(state.Command.EarlyStop, back.Command!.EarlyStop);
        Assert.Equal(state.Command.Datasets.AsEnumerable(), back.Command!.Datasets.AsEnumerable());
    }

    [Fact]
    public async Task ScheduleState_Full_ComesBack()
    {
        var state = new ScheduleState
        {
            Definition = new()
            {
                Name = "야간",
                Cron = "30 2 * * MON-FRI",
                TimeZone = "Asia/Seoul",
                Job = new() { Systems = [new("sys_1")], Datasets = [new(new("ds_1"))], Metrics = ["mrr"] },
                JobText = "{\"systems\":[\"검색\"]}",
                Template = "t",
                MissedRuns = MissedRuns.All,
            },
            IsPaused = true,
            Due = Now,
            Job = new("job_1"),
            Runs = [new(Now, Now.AddSeconds(1), ScheduleOutcome.Submitted, new JobId("job_1"), IsManual: true), new(Now, Now, ScheduleOutcome.Missed, Note: "n", Count: 7)],
            CreatedAt = Now,
            UpdatedAt = Now.AddDays(1),
        };

        var back = await RoundTrip(state);

        Assert.Equal(StateJson.Of(state), StateJson.Of(back));
        Assert.Equal(state.Runs.AsEnumerable(), back.Runs.AsEnumerable());
        Assert.Equal((state.Due, state.Job), (back.Due, back.Job));
    }

    [Fact]
    public async Task EveryState_JustMade_ComesBack()
    {
        Assert.Equal(StateJson.Of(new ScheduleState()), StateJson.Of(await RoundTrip(new ScheduleState())));
        Assert.Equal(StateJson.Of(new SystemState()), StateJson.Of(await RoundTrip(new SystemState())));
        Assert.Equal(StateJson.Of(new DatasetState()), StateJson.Of(await RoundTrip(new DatasetState())));
        Assert.Equal(new(), await RoundTrip(new JobState()));
    }

    private async Task<T> RoundTrip<T>(T state) where T : class, new()
    {
        var storage = hub.Get<IServiceProvider>().GetRequiredKeyedService<IGrainStorage>(StorageNames.Grains);
        var grain = hub.Grains.System(SystemId.New(hub.Time.GetUtcNow())).GetGrainId();
        await storage.WriteStateAsync("state", grain, new GrainState<T>(state));
        var back = new GrainState<T>();
        await storage.ReadStateAsync("state", grain, back);
        Assert.NotSame(state, back.State);
        return back.State!;
    }
}
