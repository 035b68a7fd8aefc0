namespace BenchHub.Schedules;

[GenerateSerializer, Immutable, Alias("benchhub.schedule-id")]
public readonly record struct ScheduleId([property: Id(0)] string Value)
{
    public const string Prefix = "sch_";

    public override string ToString() => Value;
}
