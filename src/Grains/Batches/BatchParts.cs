using BenchHub.Budgets;
using BenchHub.Connectors.Models.Batches;
using BenchHub.Grains.Jobs.Running;
using BenchHub.Grains.Models;
using BenchHub.Jobs;
using BenchHub.Storage.Batches;
using BenchHub.Storage.Datasets;
using BenchHub.Storage.Jobs;

namespace BenchHub.Grains.Batches;

/// <summary>What every task in batches needs of the silo.</summary>
internal sealed record BatchParts(
    ModelBatches Providers, ProviderBatches Batches, ProviderRequests Requests, DatasetContents Contents, TaskLedger Ledger, BatchLimits Limits, TimeProvider Time);

/// <summary>What one batch may hold, and how many a system may have open; from the configuration section <see cref="Section"/>.</summary>
internal sealed record BatchLimits
{
    public const string Section = "BenchHub:Batches";

    /// <summary>Default: 50,000, as many as OpenAI takes.</summary>
    public int Requests { get; init; } = 50_000;

    /// <summary>Default: 200,000,000, as many as OpenAI takes.</summary>
    public long Bytes { get; init; } = 200_000_000;

    /// <summary>At once, over the whole cluster; others wait for their turn. Default: 8.</summary>
    public int Open { get; init; } = 8;
}

/// <summary>One task that is asked in batches.</summary>
internal sealed record BatchErrand(
    TaskRow Row, BatchSettings Settings, int Retries, BatchClient Client, ModelTask Task, ModelCaller Caller, RunProgress Progress)
{
    public BudgetGuard Budgets => Caller.Budgets;

    public Spend Most(IEnumerable<OpenRequest> requests) => requests.Aggregate(
        default(Spend), (sum, request) => sum + Caller.Most(request.MostInput, request.MostOutput, isBatch: true));
}
