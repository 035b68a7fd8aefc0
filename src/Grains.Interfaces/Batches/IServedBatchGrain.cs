namespace BenchHub.Batches;

/// <summary>One batch of requests that the hub answers; the key is its id. What it keeps stands in SQL.</summary>
[Alias("benchhub.served-batch")]
public interface IServedBatchGrain : IGrainWithStringKey
{
    /// <summary>Runs the batch unless it runs or is over. Repeating it changes nothing.</summary>
    [Alias("wake")]
    Task Wake();

    /// <summary>Asks nothing more; what was answered until then goes into the files. Does nothing to a batch that is over.</summary>
    [Alias("cancel")]
    Task Cancel();
}
