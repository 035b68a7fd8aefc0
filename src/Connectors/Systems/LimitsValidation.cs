using BenchHub.Systems;

namespace BenchHub.Connectors.Systems;

internal static class LimitsValidation
{
    private const int MaxConcurrency = 10_000;
    private const double MaxCallsPerSecond = 1_000_000;
    private const int MaxRetries = 10;
    private const long MinAnswerBytes = 1024;
    private const long MaxAnswerBytes = 256L * 1024 * 1024;
    private static readonly TimeSpan MinTimeout = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan MaxTimeout = TimeSpan.FromMinutes(10);

    public static void Limits(ProblemList problems, SystemLimits limits)
    {
        problems.When(
            limits.Concurrency is < 1 or > MaxConcurrency,
            "limits.concurrency", $"The concurrency is {limits.Concurrency}; it must be between 1 and {MaxConcurrency}, or absent for no limit.");
        problems.When(
            limits.CallsPerSecond is not (null or (> 0 and <= MaxCallsPerSecond)),
            "limits.callsPerSecond", $"Calls per second are {limits.CallsPerSecond}; they must be above 0 and at most {MaxCallsPerSecond}, or absent for no limit.");
        problems.When(
            limits.CallTimeout < MinTimeout || limits.CallTimeout > MaxTimeout,
            "limits.timeoutSeconds", "The timeout of a call must be between 10 ms and 10 minutes.");
        problems.When(
            limits.Retries is < 0 or > MaxRetries,
            "limits.retries", $"The number of retries is {limits.Retries}; it must be between 0 and {MaxRetries}.");
        problems.When(limits.MostCost is < 0, "limits.mostDollars", "The most that a system may cost is 0 or more.");
        problems.When(limits.MostTokens is < 0, "limits.mostTokens", "The most tokens that a system may take are 0 or more.");
        problems.When(
            limits.AnswerBytes is < MinAnswerBytes or > MaxAnswerBytes,
            "limits.answerBytes", $"The limit of one answer is {limits.AnswerBytes} bytes; it must be between {MinAnswerBytes} and {MaxAnswerBytes}.");
    }
}
