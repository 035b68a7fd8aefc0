using BenchHub.Jobs;
using BenchHub.Storage.Judges;

namespace BenchHub.Api.Results;

/// <summary>How one judge did in a result; its metric is judge:name.</summary>
/// <param name="Hash">Of the prompts: with the model and its system's revision it stands in the metric's signature.</param>
/// <param name="Undefined">Items without a verdict, of those that were judged.</param>
/// <param name="Malformed">Replies that were no verdicts; each was asked again, until the judge's retries were used up.</param>
/// <param name="OrderDecided">Pairs whose verdict was another one in the other order; they count as ties.</param>
/// <param name="Cached">Replies that stood in the response cache and cost nothing.</param>
/// <param name="CostDollars">Null where the model has no known price.</param>
internal sealed record ResultJudgeAnswer(
    string Name,
    int Version,
    string SystemId,
    int SystemRevision,
    string Model,
    string Hash,
    int Judged,
    int Undefined,
    int Malformed,
    int OrderDecided,
    int Asked,
    int Cached,
    decimal? CostDollars,
    long InputTokens,
    long OutputTokens)
{
    public static ResultJudgeAnswer Of(JudgeSummary judge) => new(
        judge.Name, judge.Version, judge.SystemId, judge.SystemRevision, judge.Model, judge.Hash, judge.Judged, judge.Undefined, judge.Malformed,
        judge.OrderDecided, judge.Asked, judge.Cached, Dollars.Of(judge.Cost), judge.InputTokens, judge.OutputTokens);
}

/// <summary>How far judges agree that measure alike.</summary>
/// <param name="Level">What was compared in their values: nominal, ordinal or interval.</param>
/// <param name="Alpha">Krippendorff's; null where no item has two verdicts.</param>
internal sealed record AgreementAnswer(IReadOnlyList<string> Judges, string Level, double? Alpha, IReadOnlyList<PairAgreementAnswer> Pairs);

/// <param name="Kappa">Cohen's, quadratically weighted where scores are ordered; null where it is undefined or values are no categories.</param>
/// <param name="Pearson">Null where it is undefined.</param>
/// <param name="N">Items on which both have a verdict.</param>
internal sealed record PairAgreementAnswer(string A, string B, double? Kappa, double? Pearson, int N);

/// <summary>What a judge found of an item.</summary>
/// <param name="Value">In the units of its metric; null where it is undefined.</param>
/// <param name="Reason">In the judge's words; of an undefined value, why it is.</param>
/// <param name="Flags">Such as order-decided: the verdict was another one in the other order.</param>
/// <param name="Malformed">Replies that were no verdicts, each with what was wrong.</param>
/// <param name="CostDollars">Null where the model has no known price.</param>
internal sealed record JudgeFindingAnswer(
    string Judge, double? Value, string Reason, IReadOnlyList<string> Flags, IReadOnlyList<string> Malformed, int Asked, int Cached, decimal? CostDollars)
{
    public static JudgeFindingAnswer Of(JudgeFinding finding) => new(
        finding.Judge, finding.Value.Defined(), finding.Reason, finding.Flags, finding.Malformed, finding.Asked, finding.Cached, Dollars.Of(finding.Usage.Cost));
}
