namespace BenchHub.Evaluation.Judging;

/// <summary>The whole numbers that a judge may give; a score keeps these units and is not brought to 0 to 1.</summary>
public sealed record JudgeScale(int Minimum, int Maximum)
{
    public static JudgeScale OneToFive { get; } = new(1, 5);

    public static JudgeScale NoOrYes { get; } = new(0, 1);
}
