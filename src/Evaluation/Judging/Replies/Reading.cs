namespace BenchHub.Evaluation.Judging.Replies;

/// <summary>What keeps a reply from being a verdict.</summary>
internal sealed record Defect(Malformation Malformation, string Reason);

/// <summary>A verdict as it was read, or why it could not be.</summary>
internal sealed record Reading<T>
{
    private Reading(T? value, Defect? defect) => (Value, Defect) = (value, defect);

    public T? Value { get; }

    public Defect? Defect { get; }

    public static implicit operator Reading<T>(T value) => new(value, null);

    public static implicit operator Reading<T>(Defect defect) => new(default, defect);
}

/// <summary>Something said, with the judge's reasons.</summary>
internal sealed record Reasoned<T>(T Said, string Reason);
