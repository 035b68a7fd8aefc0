using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BenchHub.Cli.Tests.Processes;

namespace BenchHub.Cli.Tests.Clusters;

/// <summary>The silo and the API as programs of their own, given what an operator gets wrong.</summary>
public sealed class RoleTests : IDisposable
{
    private const string Nowhere = "Host=127.0.0.1;Port=1;Username=benchhub;Database=benchhub";

    private readonly TempFolder _folder = new();

    [Theory]
    [InlineData("BenchHub.Silo", "Clustering", "zoo", "BenchHub:Clustering is 'zoo'; use localhost, redis or postgres.")]
    [InlineData("BenchHub.Api", "Clustering", "zoo", "BenchHub:Clustering is 'zoo'; use localhost, redis or postgres.")]
    [InlineData("BenchHub.Silo", "Database", "Hots=127.0.0.1;Port=5432", "Name the database as a SQLite file")]
    [InlineData("BenchHub.Api", "Database", "Hots=127.0.0.1;Port=5432", "Name the database as a SQLite file")]
    [InlineData("BenchHub.Api", "Database", null, "BenchHub:Database is not set")]
    [InlineData("BenchHub.Silo", "SiloAddress", "silo-1.example", "BenchHub:SiloAddress is 'silo-1.example'; give the IP address")]
    [InlineData("BenchHub.Silo", "CallsPerSilo", "many", "BenchHub:CallsPerSilo is 'many'; give the most calls that one silo may have in flight, 1 or more.")]
    [InlineData("BenchHub.Silo", "SiloPort", "eleven", "Failed to convert configuration value 'eleven' at 'BenchHub:SiloPort' to type 'System.Int32'.")]
    public async Task Start_SettingThatCannotBe_IsRefusedWithASentence(string program, string setting, string? value, string said)
    {
        await using var role = Start(program, value is null ? new() { [setting] = "" } : new() { [setting] = value });

        Assert.Contains(said, (await role.End()).Refusal());
    }

    [Fact]
    public async Task Silo_ToldToStopWhileItWaitsForItsDatabase_Ends()
    {
        await using var silo = Start("BenchHub.Silo", []);
        await silo.Line("The silo waits for its database");

        await silo.Signal("TERM");

        Assert.Equal(0, (await silo.End()).Code);
    }

    [Fact]
    public async Task Api_NoSiloYet_LivesAndIsNotReady()
    {
        await using var api = Start("BenchHub.Api", []);
        var url = (await api.Line("Now listening on:")).Split("on: ")[1];
        using var http = new HttpClient { BaseAddress = new(url) };

        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/health/live", TestContext.Current.CancellationToken)).StatusCode);
        var ready = await http.GetAsync("/health/ready", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Equal("unhealthy", (string?)(await ready.Content.ReadFromJsonAsync<JsonObject>(TestContext.Current.CancellationToken))!["checks"]!["silo"]);

        foreach (var path in (string[])["/api/v1/systems", "/api/v1/batch/jobs/job_1", "/v1/batches"])
        {
            var early = await http.GetAsync(path, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, early.StatusCode);
            Assert.Contains("No silo of the cluster could be reached yet", await early.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }

        await api.Signal("TERM");
        Assert.Equal(0, (await api.End()).Code);
    }

    public void Dispose() => _folder.Dispose();

    private CliProcess Start(string program, Dictionary<string, string> settings)
    {
        var environment = new Dictionary<string, string>
        {
            ["BenchHub__Clustering"] = "postgres",
            ["BenchHub__Database"] = Nowhere,
            ["BenchHub__DataFolder"] = _folder.Path,
            ["BenchHub__SiloPort"] = "0",
            ["BenchHub__GatewayPort"] = "0",
            ["BenchHub__Url"] = "http://127.0.0.1:0",
            ["BenchHub__GrpcUrl"] = "http://127.0.0.1:0",
            ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
        };
        foreach (var (name, value) in settings)
        {
            environment[$"BenchHub__{name}"] = value;
        }

        return CliProcess.Start([], environment: environment, program: program);
    }
}
