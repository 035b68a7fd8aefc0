using BenchHub.Evaluation.Judging;
using BenchHub.Evaluation.Judging.Calibration;
using BenchHub.Judges;
using BenchHub.Storage.Judges;

namespace BenchHub.Grains.Judges;

/// <summary>Asks a judge about a gold set, off any grain's scheduler.</summary>
internal sealed class CalibrationRun(SeatedJudge judge, StartCalibration command)
{
    private int _done;

    public int Done => Volatile.Read(ref _done);

    public async Task<CalibrationReport> Execute(CancellationToken cancellation)
    {
        var heard = new Heard[command.Items.Length];
        await Parallel.ForAsync(0, heard.Length, new ParallelOptions { MaxDegreeOfParallelism = command.Concurrency, CancellationToken = cancellation }, async (i, ct) =>
        {
            heard[i] = await judge.Hear(Shown(command.Items[i]), ct, ct);
            Interlocked.Increment(ref _done);
        });
        var items = command.Items.Zip(heard, static (gold, said) => new GoldItem(gold.Label, said.Verdict.Value)
        {
            Length = gold.Answer.Length - (gold.Opponent?.Length ?? 0),
            Orders = said.Verdict.Orders,
        }).ToList();
        return Report(JudgeCalibration.Of(items, judge.Judge.Definition.Level, cancellation: cancellation), [.. heard.Select(static one => one.Finding)]);
    }

    private static JudgedItem Shown(GoldRecord gold) => new()
    {
        Question = gold.Question,
        Answer = gold.Answer,
        Opponent = gold.Opponent,
        References = gold.References,
        Contexts = gold.Contexts,
    };

    private static CalibrationReport Report(JudgeCalibration found, JudgeFinding[] findings) => new()
    {
        Undefined = found.Undefined,
        Agreement = Number(found.Agreement, found.AgreementInterval.Low, found.AgreementInterval.High),
        Kappa = Number(found.Kappa),
        WeightedKappa = Number(found.WeightedKappa),
        Spearman = Defined(found.Spearman?.Value),
        Pearson = Defined(found.Pearson?.Value),
        Leniency = Number(found.Leniency),
        Pairs = found.Position?.Pairs,
        OrderDecided = found.Position is { } position ? Number(position.Share, position.ShareInterval.Low, position.ShareInterval.High) : null,
        FirstFavoured = found.Position?.First,
        PositionP = Defined(found.Position?.P),
        LengthBias = Defined(found.Length?.Spearman.Value),
        LengthP = Defined(found.Length?.Spearman.P),
        Asked = findings.Sum(static finding => finding.Asked),
        Cached = findings.Sum(static finding => finding.Cached),
        Malformed = findings.Sum(static finding => finding.Malformed.Count),
        Cost = Array.Exists(findings, static finding => finding.Usage.Cost is null) ? null : findings.Sum(static finding => finding.Usage.Cost),
    };

    private static CalibratedNumber? Number(CalibrationValue? value) => value is null ? null : Number(value.Value, value.Interval.Low, value.Interval.High);

    private static CalibratedNumber Number(double value, double low, double high) => new(Defined(value), Defined(low), Defined(high));

    private static double? Defined(double? value) => value is { } number && double.IsFinite(number) ? number : null;
}
