using System.Collections.Immutable;
using BenchHub.Jobs;
using BenchHub.Monitoring;
using BenchHub.Storage.Monitoring;
using BenchHub.Storage.Results;

namespace BenchHub.Api.Monitoring;

/// <summary>What a rule's body names, by id or name.</summary>
internal sealed class RuleNames(Lookup lookup, AlertRules rules, WebhookChannels channels, ResultCatalog results)
{
    private const string Previous = "previous";

    public Lookup Others => lookup;

    /// <exception cref="RefusedException">There is no such rule.</exception>
    public async Task<AlertRuleRow> Rule(string idOrName, CancellationToken ct) => await rules.FindNamed(idOrName, ct)
        ?? throw new RefusedException(Refusal.NotFound, $"Rule '{idOrName}' does not exist; GET /api/v1/monitoring/rules lists those that do.", "id");

    /// <exception cref="RefusedException">There is no such channel.</exception>
    public async Task<ChannelRow> Channel(string idOrName, string field, CancellationToken ct) => await channels.FindNamed(idOrName, ct)
        ?? throw new RefusedException(Refusal.NotFound, $"Channel '{idOrName}' does not exist; GET /api/v1/monitoring/channels lists those that do.", field);

    public async Task<ImmutableArray<ChannelId>?> Channels(IReadOnlyList<string>? idsOrNames, CancellationToken ct)
    {
        if (idsOrNames is null)
        {
            return null;
        }

        var found = new List<ChannelId>();
        foreach (var text in idsOrNames)
        {
            found.Add(new((await Channel(text ?? throw new RefusedException(Refusal.Invalid, "An entry of channels is null.", "channels"), "channels", ct)).Id));
        }

        return [.. found];
    }

    /// <exception cref="RefusedException">It names neither a result nor a system.</exception>
    public async Task<AlertBaseline?> Baseline(string? text, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        if (text == Previous)
        {
            return new(BaselineKind.Previous);
        }

        if (text.StartsWith(ResultId.Prefix, StringComparison.Ordinal))
        {
            return await results.Find(text, ct) is { } result
                ? new(BaselineKind.Result, result.Id)
                : throw new RefusedException(Refusal.NotFound, $"Result '{text}' does not exist; give a result, a system, or '{Previous}'.", "baseline");
        }

        return new(BaselineKind.System, (await lookup.System(text, "baseline", ct)).Id);
    }
}
