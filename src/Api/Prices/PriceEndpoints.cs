using BenchHub.Api.Json;
using BenchHub.Storage.Models;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BenchHub.Api.Prices;

/// <summary>What models cost. BenchHub brings no prices of its own, since they change: without one, a cost is unknown, not 0.</summary>
internal static class PriceEndpoints
{
    public static RouteGroupBuilder MapPrices(this RouteGroupBuilder api)
    {
        var prices = api.MapGroup("/prices").WithTags("Prices");
        prices.MapGet("/", List).WithName("ListPrices").WithSummary("List the prices of models");
        prices.MapPut("/{model}", Put).WithName("SetPrice").WithSummary("Set the price of a model from an instant on");
        return prices;
    }

    private static async Task<Ok<PageAnswer<PriceAnswer>>> List(PriceCatalog prices, CancellationToken ct) =>
        TypedResults.Ok(new PageAnswer<PriceAnswer>([.. (await prices.List(ct)).Select(PriceAnswer.Of)], null));

    private static async Task<Ok<PriceAnswer>> Put(string model, PriceBody body, PriceCatalog prices, TimeProvider time, CancellationToken ct)
    {
        var price = body.ToPrice(model, time.GetUtcNow());
        await prices.Put(price, ct);
        return TypedResults.Ok(PriceAnswer.Of(price));
    }
}

/// <summary>US dollars for a million tokens.</summary>
[RequestBody]
internal sealed record PriceBody
{
    private const decimal Most = 1_000_000;

    public decimal? Input { get; init; }

    public decimal? Output { get; init; }

    /// <summary>Of input that the provider had in its cache. Default: input.</summary>
    public decimal? CachedInput { get; init; }

    /// <summary>What a request in a provider's batch costs, as a share of the price. Default: 0.5.</summary>
    public decimal? BatchShare { get; init; }

    /// <summary>From when on it holds. Default: now. What was paid before stays as it is.</summary>
    public DateTimeOffset? ValidFrom { get; init; }

    /// <exception cref="RefusedException">A price is missing or cannot be one.</exception>
    public ModelPrice ToPrice(string model, DateTimeOffset now)
    {
        var input = Checked(Input, "input");
        return new(
            model, ValidFrom ?? now, input, CachedInput is null ? input : Checked(CachedInput, "cachedInput"), Checked(Output, "output"),
            BatchShare is null or (>= 0 and <= 1) ? BatchShare ?? 0.5m : throw new RefusedException(Refusal.Invalid, "batchShare is between 0 and 1.", "batchShare"));
    }

    private static decimal Checked(decimal? price, string field) => price is >= 0 and <= Most
        ? price.Value
        : throw new RefusedException(Refusal.Invalid, $"{field} is {(price is null ? "missing" : price)}; give US dollars for a million tokens, 0 or more.", field);
}

/// <param name="ValidFrom">From when on it holds, until the model's next price.</param>
internal sealed record PriceAnswer(string Model, DateTimeOffset ValidFrom, decimal Input, decimal CachedInput, decimal Output, decimal BatchShare)
{
    public static PriceAnswer Of(ModelPrice price) => new(price.Model, price.ValidFrom, price.Input, price.CachedInput, price.Output, price.BatchShare);
}
