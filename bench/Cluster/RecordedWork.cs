using System.Collections.Immutable;
using BenchHub.Datasets;
using BenchHub.Jobs.Bench;
using BenchHub.Storage.Datasets;
using BenchHub.Systems;

namespace BenchHub.Cluster.Bench;

/// <summary>Systems whose answers were recorded, and datasets of the queries that they answered.</summary>
internal sealed class RecordedWork(BenchHubInProcess hub)
{
    public async Task<IReadOnlyList<SystemId>> Systems(int count, int items)
    {
        var systems = new List<SystemId>();
        for (var n = 0; n < count; n++)
        {
            var id = SystemId.New(TimeProvider.System.GetUtcNow());
            await using var draft = await hub.Recordings.Begin(id.Value);
            await draft.AddAnswers([.. Enumerable.Range(0, items).Select(static i => ($"q{i}", (IReadOnlyList<(string, double)>)[("d1", 2.0), ("d2", 1.0)]))]);
            await draft.Seal();
            await hub.Grains.System(id).Register(new(new() { Name = $"recorded-{items}-{n}", Kind = SystemKind.Recorded }, ImmutableSortedDictionary<string, string>.Empty));
            systems.Add(id);
        }

        return systems;
    }

    public async Task<IReadOnlyList<DatasetId>> Datasets(int count, int items)
    {
        var datasets = new List<DatasetId>();
        for (var n = 0; n < count; n++)
        {
            await using var draft = await hub.Contents.Begin();
            await draft.AddItems([.. Enumerable.Range(0, items).Select(i => ($"q{i}", $"query number {i} of {n}", (IReadOnlyList<Judgement>)[new("d1", 1)]))]);
            var content = await draft.Seal();
            var id = DatasetId.New(TimeProvider.System.GetUtcNow());
            await hub.Grains.Dataset(id).AddVersion(new($"dataset-{items}-{n}", "", "bench", content.Hash, content.Items, content.Documents, content.Judgements));
            datasets.Add(id);
        }

        return datasets;
    }
}
