namespace BenchHub.Jobs;

[GenerateSerializer, Immutable, Alias("benchhub.job-id")]
public readonly record struct JobId([property: Id(0)] string Value)
{
    public const string Prefix = "job_";

    public static JobId New(DateTimeOffset now) => new(SortableId.New(Prefix, now));

    public override string ToString() => Value;
}

/// <summary>The n-th task of a job, counted from 0; printed as <c>job_…/n</c>.</summary>
[GenerateSerializer, Immutable, Alias("benchhub.task-id")]
public readonly record struct TaskId([property: Id(0)] JobId Job, [property: Id(1)] int Number)
{
    public static TaskId Parse(string text)
    {
        var slash = text.LastIndexOf('/');
        return new(new JobId(text[..slash]), int.Parse(text.AsSpan(slash + 1)));
    }

    public override string ToString() => $"{Job}/{Number}";
}

[GenerateSerializer, Immutable, Alias("benchhub.result-id")]
public readonly record struct ResultId([property: Id(0)] string Value)
{
    public const string Prefix = "res_";

    public static ResultId New(DateTimeOffset now) => new(SortableId.New(Prefix, now));

    public override string ToString() => Value;
}
