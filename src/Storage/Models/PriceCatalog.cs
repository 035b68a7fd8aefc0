namespace BenchHub.Storage.Models;

/// <summary>Prices of models with the instants from which they hold.</summary>
public sealed class PriceCatalog(Database database)
{
    private const string Select = "SELECT model, valid_from, input, cached_input, output, batch_share FROM model_prices";

    /// <returns>The price that holds at an instant; null where none is known.</returns>
    public Task<ModelPrice?> Find(string model, DateTimeOffset at, CancellationToken cancellation = default) => database.Read(
        scope => scope.First<ModelPrice>($"{Select} WHERE model = @model AND valid_from <= @at ORDER BY valid_from DESC LIMIT 1", new { model, at }),
        cancellation);

    /// <summary>By model, then from the oldest on.</summary>
    public Task<IReadOnlyList<ModelPrice>> List(CancellationToken cancellation = default) =>
        database.Read(scope => scope.List<ModelPrice>($"{Select} ORDER BY model, valid_from"), cancellation);

    /// <summary>Adds a price, or corrects the one that holds from the same instant. What was paid already stays as it is.</summary>
    public Task Put(ModelPrice price, CancellationToken cancellation = default) => database.Execute(
        """
        INSERT INTO model_prices (model, valid_from, input, cached_input, output, batch_share)
        VALUES (@Model, @ValidFrom, @Input, @CachedInput, @Output, @BatchShare)
        ON CONFLICT (model, valid_from) DO UPDATE SET
            input = excluded.input, cached_input = excluded.cached_input, output = excluded.output, batch_share = excluded.batch_share
        """,
        price,
        cancellation);

    /// <returns>False where there is no such price.</returns>
    public async Task<bool> Delete(string model, DateTimeOffset validFrom, CancellationToken cancellation = default) => await database.Execute(
        "DELETE FROM model_prices WHERE model = @model AND valid_from = @validFrom", new { model, validFrom }, cancellation) == 1;
}
