namespace BenchHub.Systems;

[GenerateSerializer, Immutable, Alias("benchhub.system-id")]
public readonly record struct SystemId([property: Id(0)] string Value)
{
    public const string Prefix = "sys_";

    public static SystemId New(DateTimeOffset now) => new(SortableId.New(Prefix, now));

    public override string ToString() => Value;
}
