using System.Text.Json.Nodes;
using BenchHub.Cli.Tests.Processes;

namespace BenchHub.Cli.Tests;

public sealed class LogTests
{
    [Fact]
    public async Task JsonLogs_OfARequest_NameTheTraceThatItCameWith()
    {
        const string trace = "0af7651916cd43dd8448eb211c80319c";
        using var folder = new TempFolder();
        await using var hub = CliProcess.Start(["serve", "--url", "http://127.0.0.1:0", "--data", folder.Path], environment: new Dictionary<string, string>
        {
            ["BenchHub__LogFormat"] = "json",
            ["Logging__LogLevel__Microsoft.AspNetCore.Hosting"] = "Information",
        });
        var url = (await hub.Line("BenchHub listens on")).Split(' ')[3];
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{url}/api/v1/systems") { Headers = { { "traceparent", $"00-{trace}-b7ad6b7169203331-01" } } };

        (await http.SendAsync(request, TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();

        var line = JsonNode.Parse(await hub.Line("Request finished"))!;
        Assert.Equal("Information", (string?)line["LogLevel"]);
        Assert.Contains(line["Scopes"]!.AsArray(), static scope => (string?)scope!["TraceId"] == trace);
    }
}
