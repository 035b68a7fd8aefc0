using Dapper;

namespace BenchHub.Storage.Models;

/// <summary>What a model costs from an instant on, in US dollars for a million tokens.</summary>
/// <param name="CachedInput">Of input that the provider had in its cache.</param>
/// <param name="BatchShare">Of the price, what a request in a provider's batch costs; 0.5 is usual.</param>
[method: ExplicitConstructor]
public sealed record ModelPrice(string Model, DateTimeOffset ValidFrom, decimal Input, decimal CachedInput, decimal Output, decimal BatchShare)
{
    private const decimal BillionthsPerTokenAtOneDollarAMillion = 1_000;

    /// <param name="input">Tokens of the request, cached ones included.</param>
    /// <param name="cached">Of these, those in the provider's cache.</param>
    /// <param name="output">Tokens of the answer.</param>
    /// <param name="isBatch">Whether the request went in a provider's batch.</param>
    /// <returns>Billionths of a US dollar, rounded half to even.</returns>
    public long Cost(int input, int cached, int output, bool isBatch = false)
    {
        var fresh = Math.Max(0, input - cached);
        var dollars = (fresh * Input) + ((input - fresh) * CachedInput) + (output * Output);
        return (long)Math.Round(dollars * BillionthsPerTokenAtOneDollarAMillion * (isBatch ? BatchShare : 1), MidpointRounding.ToEven);
    }
}
