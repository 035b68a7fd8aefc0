namespace BenchHub.Grains.Judges;

/// <summary>What a result keeps of one judge.</summary>
/// <param name="Name">Its metric is <c>judge:name</c>.</param>
/// <param name="Version">Of the definition.</param>
/// <param name="SystemId">Whoever played it.</param>
/// <param name="SystemRevision">In which state.</param>
/// <param name="Model">As its provider calls it.</param>
/// <param name="Hash">Of the prompts.</param>
/// <param name="Judged">Items that it was shown.</param>
/// <param name="Undefined">Of these, those without a verdict.</param>
/// <param name="Malformed">Replies that were no verdicts.</param>
/// <param name="OrderDecided">Pairs whose verdict was another one in the other order.</param>
/// <param name="Asked">Calls that were made.</param>
/// <param name="Cached">Replies that stood in the response cache.</param>
/// <param name="Cost">Of the calls, in billionths of a US dollar; null where one has no known price.</param>
/// <param name="InputTokens">Of the calls.</param>
/// <param name="OutputTokens">Of their answers.</param>
internal sealed record JudgeSummary(
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
    long? Cost,
    long InputTokens,
    long OutputTokens);

/// <summary>How far judges whose values are of one level agree.</summary>
/// <param name="Judges">Their names.</param>
/// <param name="Level">What was compared in their values: nominal, ordinal or interval.</param>
/// <param name="Alpha">Krippendorff's; null where no item has two verdicts.</param>
/// <param name="Pairs">Each two of them.</param>
internal sealed record JudgeAgreement(IReadOnlyList<string> Judges, string Level, double? Alpha, IReadOnlyList<PairAgreement> Pairs);

/// <summary>How far two judges agree.</summary>
/// <param name="A">The one.</param>
/// <param name="B">The other.</param>
/// <param name="Kappa">Cohen's, quadratically weighted where scores are ordered; null where it is undefined or values are no categories.</param>
/// <param name="Pearson">Null where it is undefined.</param>
/// <param name="N">Items on which both have a verdict.</param>
internal sealed record PairAgreement(string A, string B, double? Kappa, double? Pearson, int N);
