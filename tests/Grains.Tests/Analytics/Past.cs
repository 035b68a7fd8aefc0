using BenchHub.Datasets;
using BenchHub.Evaluation.Metrics;
using BenchHub.Grains.Jobs.Running;
using BenchHub.Storage.Datasets;
using BenchHub.Storage.Jobs;
using BenchHub.Storage.Results;
using BenchHub.Systems;

namespace BenchHub.Grains.Tests.Analytics;

/// <summary>Results as a recorder stores them, finished whenever a test says.</summary>
internal sealed record Past(Hub Hub)
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public SystemId System { get; init; } = new($"sys_{Guid.NewGuid():N}");

    public string Name { get; init; } = "steady";

    public DatasetId Dataset { get; init; } = new($"ds_{Guid.NewGuid():N}");

    public string DatasetName { get; init; } = "questions";

    public string ContentHash { get; init; } = "sha256:none";

    public int Version { get; init; } = 1;

    public int Revision { get; init; } = 1;

    public SystemSpec? Spec { get; init; }

    public string Metric { get; init; } = "accuracy";

    public string? Ended { get; init; }

    public Func<Signature, Signature> Signed { get; init; } = static signature => signature;

    /// <summary>A result with a score for each item, finished so many days after <see cref="Start"/>.</summary>
    public async Task<string> Store(double day, params double[] scores)
    {
        var at = Start.AddDays(day);
        var (job, result) = ($"job_{Guid.NewGuid():N}", $"res_{Guid.NewGuid():N}");
        var task = new TaskRow(
            job, 0, result, System.Value, Name, Revision, Dataset.Value, DatasetName, Version, ContentHash, scores.Length, "pending", 0, 0, 0, null, null, null);
        await Hub.Get<JobCatalog>().Create(new(job, "past", "completed", "{}", null, at, at, at), [task], Ct);
        var ledger = Hub.Get<TaskLedger>();
        var epoch = (await ledger.Begin(job, 0, at.AddSeconds(-30), Ct))!.Value;
        var defined = scores.Where(static score => !double.IsNaN(score)).ToArray();
        var column = new ScoreColumn(
            Metric, defined.Length == 0 ? null : defined.Average(), null, null, defined.Length, 0, scores.Length - defined.Length,
            Signed(Signature.Of(MetricCatalog.Resolve(Metric))).ToString(), scores);
        var document = StateJson.Of(new ResultDocument(10, 4, scores.Length, null, scores.Length, Ended) { System = Spec });
        var row = new ResultRow(
            result, job, 0, System.Value, Name, Revision, Dataset.Value, DatasetName, Version, ContentHash, scores.Length, 0, at.AddSeconds(-30), at, document);
        Assert.True(await ledger.Complete(job, 0, epoch, row, [column], at, Ct));
        return result;
    }

    /// <summary>The same over real items: records of a task.</summary>
    public async Task<Past> Over(string definition, params string[] records)
    {
        await using var draft = await Hub.Get<DatasetContents>().Begin(Ct);
        await draft.AddRecords([.. records.Select(static (record, i) => ($"i{i}", record))], Ct);
        return await Over(await draft.Seal(definition, Ct));
    }

    /// <summary>The same over real items: queries to a collection.</summary>
    public async Task<Past> OverQueries(params string[] queries)
    {
        await using var draft = await Hub.Get<DatasetContents>().Begin(Ct);
        await draft.AddItems([.. queries.Select(static (text, i) => ($"q{i}", text, (IReadOnlyList<Judgement>)[new("d", 1)]))], Ct);
        return await Over(await draft.Seal(Ct));
    }

    private async Task<Past> Over(DatasetContent content)
    {
        var name = ContentHash.EndsWith("none", StringComparison.Ordinal) ? Hub.Name("questions") : DatasetName;
        var snapshot = await Hub.Grains.Dataset(Dataset).AddVersion(new(name, "", "beir", content.Hash, content.Items, content.Documents, content.Judgements));
        return this with { DatasetName = name, ContentHash = content.Hash, Version = snapshot.Latest.Number };
    }
}
