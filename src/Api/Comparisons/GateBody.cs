using BenchHub.Api.Json;
using BenchHub.Comparisons;

namespace BenchHub.Api.Comparisons;

/// <summary>What a system has to reach, and what it is held against.</summary>
[RequestBody]
internal sealed record GateBody
{
    private const string ResultPrefix = "res_";

    /// <summary>Such as ndcg@10 &gt;= baseline - 0.01 @ 95%.</summary>
    public string? Gate { get; init; }

    /// <summary>Id or name; its latest result counts.</summary>
    public string? System { get; init; }

    /// <summary>Id of a result in place of a system's latest.</summary>
    public string? Result { get; init; }

    /// <summary>Id or name of a system, or id of a result. Not needed where the gate names a number.</summary>
    public string? Baseline { get; init; }

    /// <summary>Id or name. Default: that of the results named.</summary>
    public string? Dataset { get; init; }

    /// <summary>Default: that of the results named, or the latest.</summary>
    public int? Version { get; init; }

    /// <exception cref="RefusedException">A system or the dataset does not exist, or a field is missing.</exception>
    public async Task<CheckGate> ToQuery(Lookup lookup, CancellationToken ct) => new()
    {
        Gate = Gate ?? throw new RefusedException(Refusal.Invalid, "Write the gate, such as ndcg@10 >= baseline - 0.01 @ 95%.", "gate"),
        System = !string.IsNullOrEmpty(Result) ? new(null, new(Result))
            : !string.IsNullOrEmpty(System) ? await Side(System, "system", lookup, ct)
            : throw new RefusedException(Refusal.Invalid, "Name the system or the result that is to reach the gate.", "system"),
        Baseline = string.IsNullOrEmpty(Baseline) ? null : await Side(Baseline, "baseline", lookup, ct),
        Dataset = string.IsNullOrEmpty(Dataset) ? null : new((await lookup.Dataset(Dataset, "dataset", ct)).Id),
        Version = Version,
    };

    private static async Task<GateSide> Side(string text, string field, Lookup lookup, CancellationToken ct) =>
        text.StartsWith(ResultPrefix, StringComparison.Ordinal) ? new(null, new(text)) : new(new((await lookup.System(text, field, ct)).Id), null);
}
