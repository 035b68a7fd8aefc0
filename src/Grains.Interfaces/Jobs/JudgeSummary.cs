namespace BenchHub.Jobs;

/// <summary>What a result keeps of one judge, as JSON.</summary>
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
public sealed record JudgeSummary(
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
