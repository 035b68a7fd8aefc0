namespace BenchHub.MockLlm;

/// <summary>What the server answers and how badly it behaves.</summary>
public sealed record MockLlmOptions
{
    /// <summary>The value of <see cref="Answer"/> that gives the question back.</summary>
    public const string Echo = "echo";

    /// <summary>Port on 127.0.0.1. Default: 0, any free one.</summary>
    public int Port { get; init; }

    /// <summary>
    /// JSONL whose answers are given again. A line is <c>{"input", "output", "model"?}</c>, or a <c>question</c> beside one
    /// field per model with its answer: a text, or an object with the text <c>solution</c>.
    /// </summary>
    public string? Replay { get; init; }

    /// <summary>What every question is answered with where nothing is replayed. Default: the question itself.</summary>
    public string Answer { get; init; } = Echo;

    /// <summary>Waited before each answer, or before the first piece of a streamed one. Default: none.</summary>
    public Latency Latency { get; init; } = Latency.None;

    /// <summary>Share of requests, between 0 and 1, that fail with one of <see cref="ErrorStatuses"/>. Default: 0.</summary>
    public double ErrorRate { get; init; }

    /// <summary>Between 400 and 599. Default: 500.</summary>
    public IReadOnlyList<int> ErrorStatuses { get; init; } = [500];

    /// <summary>Share of requests, between 0 and 1, that are answered with 429 at once. Default: 0.</summary>
    public double ThrottleRate { get; init; }

    /// <summary>What a 429 asks to wait: in the header Retry-After, in whole seconds rounded up. Default: 1 s.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Requests under way at once; each beyond is answered with 429. Default: no limit.</summary>
    public int? MostConcurrent { get; init; }

    /// <summary>From the creation of a batch to its completion. Default: none.</summary>
    public TimeSpan BatchLatency { get; init; }

    /// <summary>
    /// Share of calls to files and batches, between 0 and 1, that are answered with 500; every other one of them is carried
    /// out all the same. Default: 0.
    /// </summary>
    public double BatchErrorRate { get; init; }

    /// <summary>Where given, a request without this key is answered with 401.</summary>
    public string? ApiKey { get; init; }

    /// <summary>
    /// Decides every chance: which requests fail, how long each waits, likelihoods, the order of a batch. The n-th time that
    /// a request is asked always meets the same fate, whatever else is asked meanwhile.
    /// </summary>
    public int Seed { get; init; } = 20261;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <exception cref="MockLlmException">An option is wrong; the message names it.</exception>
    internal void Check()
    {
        Must(Port is >= 0 and <= ushort.MaxValue, $"The port is {Port}; it must be between 0 and {ushort.MaxValue}.");
        Must(ErrorRate is >= 0 and <= 1, $"The error rate is {ErrorRate}; it must be between 0 and 1.");
        Must(BatchErrorRate is >= 0 and <= 1, $"The error rate of batches is {BatchErrorRate}; it must be between 0 and 1.");
        Must(ThrottleRate is >= 0 and <= 1, $"The throttle rate is {ThrottleRate}; it must be between 0 and 1.");
        Must(ErrorStatuses.Count > 0, "There is no error status; at least one is needed.");
        Must(MostConcurrent is null or > 0, $"The limit of requests at once is {MostConcurrent}; it must be at least 1.");
        Must(RetryAfter >= TimeSpan.Zero, $"The wait after a 429 is {RetryAfter}; it must not be negative.");
        Must(BatchLatency >= TimeSpan.Zero, $"The latency of a batch is {BatchLatency}; it must not be negative.");
        foreach (var status in ErrorStatuses)
        {
            Must(status is >= 400 and <= 599, $"The error status is {status}; it must be between 400 and 599.");
        }
    }

    private static void Must(bool holds, string sentence)
    {
        if (!holds)
        {
            throw new MockLlmException(sentence);
        }
    }
}
