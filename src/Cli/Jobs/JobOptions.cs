using System.CommandLine;
using System.Text.Json.Nodes;
using BenchHub.Cli.Hub;
using BenchHub.Cli.Systems;

namespace BenchHub.Cli.Jobs;

/// <summary>The options that say what a job is, for whoever runs, saves or schedules one.</summary>
internal sealed class JobOptions
{
    private readonly Option<string[]> _systems = new("--system") { Description = "Name or id; repeat for several." };
    private readonly Option<string[]> _datasets = new("--dataset") { Description = "Name or id; repeat for several." };
    private readonly Option<string[]> _metrics = new("--metric") { Description = "Such as ndcg@10; repeat for several." };
    private readonly Option<int?> _concurrency = new("--concurrency") { Description = "Calls in flight per task (default 8)." };
    private readonly Option<int?> _parallel = new("--parallel") { Description = "Tasks at once (default 3)." };
    private readonly Option<int?> _topK = new("--top-k") { Description = "Documents to ask for; default: what each system says." };
    private readonly Option<decimal?> _dollars = new("--max-dollars") { Description = "What the job may cost; it then ends with a partial result." };
    private readonly Option<long?> _tokens = new("--max-tokens") { Description = "Tokens of requests and answers that it may take." };
    private readonly Option<bool> _noCache = new("--no-cache") { Description = "Ask again what was answered before." };
    private readonly StopOptions _stop = new();
    private readonly Option<string[]> _judges = new("--judge") { Description = "A judge of the answers; repeat for several." };
    private readonly Option<string?> _against = new("--against") { Description = "The result whose answers a pairwise judge compares with." };
    private readonly Option<string?> _mode = new("--mode") { Description = "live or batch: through the provider's batches, for less money, some time within a day (default live)." };
    private readonly Option<string?> _deadline = new("--batch-deadline") { Description = "With --mode batch: after this time what no batch has answered is asked live, such as 90m or 24h (default 24h)." };
    private readonly Option<string?> _window = new("--batch-window") { Description = "With --mode batch: when batches are submitted, in the hub's time zone, such as 22:00-06:00." };
    private readonly Option<string?> _priority = new("--priority") { Description = "With --mode batch: low, normal or high; who goes first of those that wait to submit." };
    private readonly Option<FileInfo?> _job = new("--job") { Description = "JSON file with further fields, as POST /api/v1/batch/jobs takes them." };

    public void AddTo(Command command)
    {
        Option[] all =
        [
            _systems, _datasets, _metrics, _concurrency, _parallel, _topK, _dollars, _tokens, _noCache, _judges, _against,
            _stop.Early, _stop.Metric, _stop.Alpha, _stop.Margin, _stop.Seed, _mode, _deadline, _window, _priority, _job,
        ];
        foreach (var option in all)
        {
            command.Add(option);
        }
    }

    /// <returns>The fields that were said.</returns>
    /// <exception cref="HubException">An option cannot mean anything.</exception>
    public async Task<JsonObject> Read(ParseResult parsed, CancellationToken ct)
    {
        var body = parsed.GetValue(_job) is { } file ? await SpecFile.Read(file, ct) : [];
        Set(body, "systems", List(parsed.GetValue(_systems)));
        Set(body, "datasets", List(parsed.GetValue(_datasets)));
        Set(body, "metrics", List(parsed.GetValue(_metrics)));
        Set(body, "judges", List(parsed.GetValue(_judges)));
        Set(body, "against", parsed.GetValue(_against));
        Set(body, "concurrency", parsed.GetValue(_concurrency));
        Set(body, "parallelTasks", parsed.GetValue(_parallel));
        Set(body, "topK", parsed.GetValue(_topK));
        Set(body, "maxDollars", parsed.GetValue(_dollars));
        Set(body, "maxTokens", parsed.GetValue(_tokens));
        Set(body, "mode", parsed.GetValue(_mode));
        Set(body, "batchDeadlineSeconds", Lasting.Seconds(parsed.GetValue(_deadline), "--batch-deadline"));
        Set(body, "batchWindow", parsed.GetValue(_window));
        Set(body, "priority", parsed.GetValue(_priority));
        Set(body, "cache", parsed.GetValue(_noCache) ? false : (bool?)null);
        Set(body, "earlyStop", _stop.Read(parsed));
        return body;
    }

    private static JsonArray? List(string[]? names) => names is { Length: > 0 } ? [.. names.Select(static name => JsonValue.Create(name))] : null;

    private static void Set<T>(JsonObject body, string field, T? value)
    {
        if (value is not null)
        {
            body[field] = value as JsonNode ?? JsonValue.Create(value);
        }
    }
}
