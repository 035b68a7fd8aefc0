using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace BenchHub.Cli.Tests.Processes;

/// <summary><c>benchhub serve</c> on a free port, with its commands and its HTTP API.</summary>
internal sealed class ServedHub : IAsyncDisposable
{
    private readonly CliProcess _process;

    private ServedHub(CliProcess process, string url)
    {
        _process = process;
        Url = url;
        Http = new() { BaseAddress = new(url), Timeout = Deadline.Usual };
    }

    public string Url { get; }

    public HttpClient Http { get; }

    public static Task<ServedHub> Start(string data, params string[] more) => Start(data, environment: null, more);

    /// <param name="data">Its folder.</param>
    /// <param name="environment">Settings beyond the command's options.</param>
    /// <param name="more">Options of the command.</param>
    public static async Task<ServedHub> Start(string data, IReadOnlyDictionary<string, string>? environment, params string[] more)
    {
        var process = CliProcess.Start(["serve", "--url", "http://127.0.0.1:0", "--data", data, .. more], environment: environment);
        try
        {
            var line = await process.Line("BenchHub listens on ");
            var hub = new ServedHub(process, line.Split(' ').First(static word => word.StartsWith("http://", StringComparison.Ordinal)));
            await Deadline.Until(hub.IsReady, Deadline.Usual, () => $"The hub at {hub.Url} is not ready.");
            return hub;
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    public Task<CliOutcome> Run(params string[] arguments) => Shell.Run([.. arguments, "--hub", Url]);

    /// <summary>A command on its own, for those that are interrupted.</summary>
    public CliProcess Begin(params string[] arguments) => CliProcess.Start([.. arguments, "--hub", Url]);

    public async Task<JsonNode> Get(string path) => (await Http.GetFromJsonAsync<JsonNode>(path))!;

    /// <exception cref="HttpRequestException">The hub refused; the message is its sentence.</exception>
    public async Task<JsonNode> Post(string path, JsonNode body)
    {
        using var response = await Http.PostAsJsonAsync(path, body);
        var answer = (await response.Content.ReadFromJsonAsync<JsonNode>())!;
        return response.IsSuccessStatusCode ? answer : throw new HttpRequestException((string?)answer["detail"]);
    }

    public Task<JsonNode> Register(string name, string url, int retries = 2) =>
        Post("/api/v1/systems", new JsonObject { ["name"] = name, ["url"] = url, ["limits"] = new JsonObject { ["retries"] = retries } });

    public async Task Import(string folder, string name) =>
        (await Run("datasets", "import", "beir", folder, "--name", name)).Succeeded();

    /// <summary>The job when it has an end, of whatever kind.</summary>
    public Task<JsonNode> Finished(string job) => Reached(job, static now => (string?)now["status"] is "completed" or "failed" or "cancelled");

    /// <summary>The job when it is as it should be; waits for each change.</summary>
    public async Task<JsonNode> Reached(string job, Func<JsonNode, bool> state)
    {
        var now = await Get($"/api/v1/batch/jobs/{job}");
        await Deadline.Until(
            async () =>
            {
                now = await Get($"/api/v1/batch/jobs/{job}/progress?since={now["revision"]}&wait=5");
                return state(now);
            },
            Deadline.Usual,
            () => $"Job {job} stands at {now.ToJsonString()}");
        return now;
    }

    public Task Kill() => Stop("KILL");

    /// <summary>Asks it to end, and waits until it has.</summary>
    public Task<CliOutcome> Terminate() => Stop("TERM");

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _process.DisposeAsync();
    }

    private async Task<CliOutcome> Stop(string signal)
    {
        await _process.Signal(signal);
        return await _process.End();
    }

    private async Task<bool> IsReady()
    {
        using var response = await Http.GetAsync("/health/ready");
        return response.IsSuccessStatusCode;
    }
}
