using BenchHub.Storage.Jobs;

namespace BenchHub.Api.Costs;

/// <summary>What was paid for answers of models so far.</summary>
/// <param name="Dollars">Of the answers with a known price; null where there is none of these, since an unknown price is not 0.</param>
/// <param name="Unpriced">Answers of models without a known price, which are not in the dollars.</param>
/// <param name="Cached">Answers that stood in the response cache and cost nothing.</param>
internal sealed record SpendingAnswer(decimal? Dollars, long InputTokens, long OutputTokens, long Unpriced, long Cached)
{
    public static SpendingAnswer Of(Spending spent) => new(Known(spent.Cost, spent.Unpriced), spent.InputTokens, spent.OutputTokens, spent.Unpriced, spent.Cached);

    internal static decimal? Known(long cost, long unpriced) => cost == 0 && unpriced > 0 ? null : Api.Dollars.Of(cost);
}

/// <summary>The most that a job may take; null means no cap.</summary>
internal sealed record CapsAnswer(decimal? Dollars, long? Tokens);
