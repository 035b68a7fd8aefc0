using System.Net;
using BenchHub.Connectors.Net;

namespace BenchHub.Connectors.Systems;

/// <summary>An endpoint asked for its existence, then used once.</summary>
internal sealed record Trial<T>(Finding Endpoint, Finding Format, T? Answer)
    where T : class
{
    public static async Task<Trial<T>> Run(
        string endpoint,
        string format,
        Func<CancellationToken, Task<OutboundAnswer>> options,
        Func<CancellationToken, Task<T>> use,
        Func<T, string> describe,
        CancellationToken cancellationToken)
    {
        var (exists, said) = await Ask(options, cancellationToken);
        try
        {
            var answer = await use(cancellationToken);
            return new(Checks.Passed(endpoint, exists ? said : $"{said} A real call was answered."), Checks.Passed(format, describe(answer)), answer);
        }
        catch (CallFailedException failure)
        {
            // Whoever answers 2xx is there, even if nobody understands what they say.
            var found = exists || failure.Kind is CallFailure.Malformed or CallFailure.TooLarge;
            return found
                ? new(Checks.Passed(endpoint, exists ? said : $"{said} A real call was answered."), Checks.Failed(format, failure.Message), null)
                : new(Checks.Failed(endpoint, $"{said} {failure.Message}"), Checks.NotRun(format, "the endpoint was not found"), null);
        }
    }

    // Many services refuse OPTIONS although the endpoint is there, so a refusal decides nothing.
    private static async Task<(bool Exists, string Said)> Ask(
        Func<CancellationToken, Task<OutboundAnswer>> options, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await options(cancellationToken);
            return (answer.IsSuccess || answer.Status is HttpStatusCode.MethodNotAllowed, $"OPTIONS was answered with {(int)answer.Status}.");
        }
        catch (CallFailedException)
        {
            return (false, "OPTIONS was not answered.");
        }
    }
}
