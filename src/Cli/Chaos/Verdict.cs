using System.Text.Json.Nodes;

namespace BenchHub.Cli.Chaos;

/// <summary>What the faults did to the results so far.</summary>
internal sealed class Verdict(ChaosOptions options)
{
    private readonly SortedDictionary<string, (int Count, double Slowest)> _kinds = new(StringComparer.Ordinal);
    private int _items;
    private int _jobs;
    private int _lost;
    private int _doubled;
    private int _repeatedPaid;
    private int _askedAgain;
    private int _ofStorage;
    private bool _areEqual = true;

    public int Faults { get; private set; }

    public List<string> Findings { get; } = [];

    /// <summary>
    /// Of the model's calls a fault may waste those in flight, those answered in the open chunk of 50 ms, and as many that
    /// wait for its commit: c + c (50 + l)/l + c. One of storage may waste what is kept until it can be stored besides: a
    /// commit of 256 and a queue of twice that.
    /// </summary>
    private int AskedAgainAtMost
    {
        get
        {
            var latency = ChaosOptions.Latency.TotalMilliseconds;
            return (Faults * (int)Math.Ceiling(options.Concurrency * (2 + ((50 + latency) / latency)))) + (_ofStorage * 3 * 256);
        }
    }

    public bool IsGood => _lost == 0 && _doubled == 0 && _repeatedPaid == 0 && _areEqual && Findings.Count == 0 && _askedAgain <= AskedAgainAtMost;

    /// <param name="fault">That happened.</param>
    /// <param name="secondsToResume">From its mending until a system was asked again.</param>
    public void Add(IFault fault, double secondsToResume)
    {
        Faults++;
        _ofStorage += fault.IsOfStorage ? 1 : 0;
        var (count, slowest) = _kinds.GetValueOrDefault(fault.Kind);
        _kinds[fault.Kind] = (count + 1, Math.Max(slowest, secondsToResume));
    }

    public void Add(JsonNode job, Evidence found, Evidence undisturbed)
    {
        _jobs++;
        _items += found.Items;
        _lost += found.Lost;
        _doubled += found.Doubled;
        _repeatedPaid += Math.Max(0, found.Paid - undisturbed.Paid);
        if (found.Numbers != undisturbed.Numbers)
        {
            _areEqual = false;
            Findings.Add($"The numbers of {job["name"]} ({job["id"]}) differ from those of the undisturbed run.");
        }

        if ((string?)job["status"] != "completed" || (int)job["itemsFailed"]! > 0)
        {
            Findings.Add($"{job["name"]} ({job["id"]}) is {job["status"]} with {job["itemsFailed"]} failed items: {job["error"]}");
        }
    }

    public void AskedAgain(int calls) => _askedAgain += calls;

    public JsonObject Told(double seconds) => new()
    {
        ["faults"] = Faults,
        ["items"] = _items,
        ["lost"] = _lost,
        ["doubled"] = _doubled,
        ["repeatedPaid"] = _repeatedPaid,
        ["aggregatesEqual"] = _areEqual,
        ["askedAgain"] = _askedAgain,
        ["askedAgainAtMost"] = AskedAgainAtMost,
        ["jobs"] = _jobs,
        ["kinds"] = new JsonObject(_kinds.Select(static kind => KeyValuePair.Create<string, JsonNode?>(kind.Key, kind.Value.Count))),
        ["secondsToResume"] = new JsonObject(_kinds.Select(static kind => KeyValuePair.Create<string, JsonNode?>(kind.Key, Math.Round(kind.Value.Slowest, 1)))),
        ["findings"] = new JsonArray([.. Findings.Select(static finding => JsonValue.Create(finding))]),
        ["seed"] = options.Seed,
        ["seconds"] = Math.Round(seconds, 1),
    };
}
