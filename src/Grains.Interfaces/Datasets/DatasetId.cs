namespace BenchHub.Datasets;

[GenerateSerializer, Immutable, Alias("benchhub.dataset-id")]
public readonly record struct DatasetId([property: Id(0)] string Value)
{
    public const string Prefix = "ds_";

    public static DatasetId New(DateTimeOffset now) => new(SortableId.New(Prefix, now));

    public override string ToString() => Value;
}
