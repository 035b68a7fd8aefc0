using BenchHub.Datasets;
using BenchHub.Jobs;
using BenchHub.Systems;

namespace BenchHub.Grains.Tests.Jobs;

/// <summary>Valid values, of which a test changes what it is about.</summary>
internal static class Some
{
    public static readonly DateTimeOffset Now = ManualTime.Noon;

    public static SubmitJob Command { get; } = new()
    {
        Name = "nightly",
        Systems = [new("sys_a")],
        Datasets = [new(new("ds_a"))],
        Metrics = ["ndcg@10"],
    };

    public static TaskSnapshot Task(int number, BatchTaskStatus status = BatchTaskStatus.Pending, int items = 100, int done = 0, string? message = null) => new(
        number, new ResultId($"res_{number}"), new SystemId("sys_a"), "bm25", new DatasetId("ds_a"), "cranfield", 1, status, items, done, 0, message, null, null);

    public static TaskMoved Moved(int number = 0, int epoch = 1, BatchTaskStatus status = BatchTaskStatus.Running, int done = 0, int failed = 0, string? message = null, int second = 0) =>
        new(number, epoch, status, done, failed, message, Now.AddSeconds(second));
}
