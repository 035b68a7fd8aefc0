using System.Collections.Concurrent;
using Polly;
using Polly.Retry;

namespace BenchHub.Connectors.Net;

/// <summary>Makes a call again while its failure is one that may pass. <paramref name="random"/> is uniform in [0, 1).</summary>
internal sealed class Retrying(TimeProvider time, Func<double> random)
{
    private readonly ConcurrentDictionary<int, ResiliencePipeline> _byRetries = new();

    /// <param name="retries">After the first attempt.</param>
    /// <param name="attempt">One call.</param>
    /// <param name="failed">Hears of each attempt that failed, as soon as it did.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="CallFailedException">The last failure, with the number of attempts.</exception>
    public async Task<(T Answer, int Attempts)> Run<T>(
        int retries, Func<CancellationToken, ValueTask<T>> attempt, Action<CallFailedException>? failed, CancellationToken cancellationToken)
    {
        var attempts = 0;
        try
        {
            var answer = await _byRetries.GetOrAdd(retries, Build).ExecuteAsync(
                async ct =>
                {
                    attempts++;
                    try
                    {
                        return await attempt(ct);
                    }
                    catch (CallFailedException failure)
                    {
                        failed?.Invoke(failure);
                        throw;
                    }
                },
                cancellationToken);
            return (answer, attempts);
        }
        catch (CallFailedException failure)
        {
            throw failure.After(attempts);
        }
    }

    private ResiliencePipeline Build(int retries)
    {
        var builder = new ResiliencePipelineBuilder { TimeProvider = time };
        return retries < 1 ? ResiliencePipeline.Empty : builder.AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = retries,
            ShouldHandle = static args => ValueTask.FromResult(args.Outcome.Exception is CallFailedException { IsTransient: true }),
            DelayGenerator = args => ValueTask.FromResult<TimeSpan?>(
                Backoff.Delay(args.AttemptNumber, ((CallFailedException)args.Outcome.Exception!).RetryAfter, random())),
        }).Build();
    }
}
