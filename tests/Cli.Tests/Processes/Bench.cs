using BenchHub.Cli.Tests.Processes;

[assembly: AssemblyFixture(typeof(Bench))]

namespace BenchHub.Cli.Tests.Processes;

/// <summary>One hub with three sample services and a dataset, for the tests that leave it standing.</summary>
public sealed class Bench : IAsyncDisposable
{
    /// <summary>The name of the dataset in the hub.</summary>
    internal const string Dataset = "ko-en";

    internal static readonly string[] Metrics = ["ndcg@10", "recall@5"];

    private readonly TempFolder _folder = new();
    private readonly Lazy<Task<ServedHub>> _hub;
    private readonly Lazy<Task<CliOutcome>> _run;
    private RagService[] _services = [];

    public Bench()
    {
        _hub = new(Start);
        _run = new(RunAll);
    }

    internal Task<ServedHub> Hub => _hub.Value;

    /// <summary><c>run … --wait --json</c> of the three systems, once for all tests.</summary>
    internal Task<CliOutcome> Run => _run.Value;

    internal async Task<RagService> Service(string algorithm)
    {
        await Hub;
        return _services.Single(service => service.Algorithm == algorithm);
    }

    public async ValueTask DisposeAsync()
    {
        if (_hub.IsValueCreated)
        {
            await (await Hub).DisposeAsync();
        }

        foreach (var service in _services)
        {
            await service.DisposeAsync();
        }

        _folder.Dispose();
    }

    private async Task<ServedHub> Start()
    {
        var starting = ServedHub.Start(_folder.Path);
        _services = await RagService.StartAll(Shell.Collection);
        var hub = await starting;
        await Task.WhenAll(_services.Select(service => hub.Register(service.Algorithm, service.Url)));
        await hub.Import(Shell.Collection, Dataset);
        return hub;
    }

    private async Task<CliOutcome> RunAll()
    {
        string[] systems = ["--system", "bm25", "--system", "tfidf", "--system", "char-ngram"];
        string[] metrics = [.. Metrics.SelectMany(static metric => new[] { "--metric", metric })];
        return await (await Hub).Run(["run", .. systems, "--dataset", Dataset, .. metrics, "--concurrency", "4", "--wait", "--json"]);
    }
}
