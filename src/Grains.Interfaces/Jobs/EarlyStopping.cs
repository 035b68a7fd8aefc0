namespace BenchHub.Jobs;

/// <summary>
/// The systems of a job are asked until it is known, for every pair of them, which one scores higher on a metric, or that
/// they differ by no more than a margin. The items of a dataset come in a random order, the same for all systems.
/// </summary>
[GenerateSerializer, Immutable, Alias("benchhub.early-stopping")]
public sealed record EarlyStopping
{
    /// <summary>Such as <c>gsm8k_correct</c>: a mean of items whose scores have a least and a greatest value.</summary>
    [Id(0)] public string Metric { get; init; } = "";

    /// <summary>Chance that any pair on a dataset is called wrongly, however often one looks. Default: 0.05.</summary>
    [Id(1)] public double Alpha { get; init; } = 0.05;

    /// <summary>Differences up to this do not matter, in units of the metric. With 0 equal systems are asked every item. Default: 0.</summary>
    [Id(2)] public double Margin { get; init; }

    /// <summary>Of the order of items; null takes one from the job's id.</summary>
    [Id(3)] public int? Seed { get; init; }

    /// <summary>The seed that a job uses, the same whenever it is resumed.</summary>
    public int SeedFor(JobId job) => Seed ?? BitConverter.ToInt32(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(job.Value))) & int.MaxValue;
}
