using System.Net;
using BenchHub.Api.Tests.Hub;

namespace BenchHub.Api.Tests.Comparisons;

public sealed class LeaderboardsTests(HubFixture fixture)
{
    private readonly HubCaller _api = fixture.Api;

    [Fact]
    public async Task Leaderboards_OverTwoDatasets_RanksWhatIsMeasuredOnBoth()
    {
        await using var rag = await FakeRag.Start(isOpen: true, "d3");
        var (first, second) = (await _api.UploadDataset(), await _api.UploadDataset());
        var (good, poor, partial) = (await _api.Register(fixture.Rag, "good"), await _api.Register(rag, "poor"), await _api.Register(rag, "partial"));
        await _api.Run(new { systems = new[] { good, poor }, datasets = new[] { first, second }, metrics = new[] { "mrr" } });
        await _api.Run(new { systems = new[] { partial }, datasets = new[] { first }, metrics = new[] { "mrr" } });

        var board = (await _api.Get($"/api/v1/leaderboards?metric=mrr&datasets={first},{second}")).Is(HttpStatusCode.OK);

        Assert.Equal(new[] { first, second }.Order(StringComparer.Ordinal), board["datasets"].AsArray().Select(static dataset => (string?)dataset!["dataset"]));
        Assert.Equal([(good, 1.0, 2), (poor, 2.0, 2), (partial, null, 1)], board["ranks"].AsArray().Select(static rank => ((string)rank!["system"]!, (double?)rank["meanRank"], (int)rank["datasets"]!)));
        Assert.Equal(1.75 / 3, (double)board["ranks"][0]!["values"]!.AsObject().First().Value!, 12);
        Assert.Contains(board["notes"].AsArray(), note => ((string)note!).Contains($"'{partial}' is not ranked: it has no value on '{second}'", StringComparison.Ordinal));
        Assert.Empty(board["running"].AsArray());

        var csv = (await _api.Get($"/api/v1/leaderboards?metric=mrr&datasets={first}&format=csv")).Is(HttpStatusCode.OK);
        Assert.StartsWith($"system,systemId,meanRank,low,high,winRate,datasets,{first}\r\n", csv.Text, StringComparison.Ordinal);
        Assert.Null(((await _api.Get($"/api/v1/leaderboards?metric=mrr&datasets={first}")).Is(HttpStatusCode.OK)).Json["criticalDifference"]);
    }

    [Fact]
    public async Task Leaderboards_WhileAJobRuns_ShowIt_AndDoNotRankIt()
    {
        await using var slow = await FakeRag.Start(isOpen: false);
        var (dataset, name) = (await _api.UploadDataset(), await _api.Register(slow, "slow"));
        var job = (await _api.Post("/api/v1/batch/jobs", new { systems = new[] { name }, datasets = new[] { dataset }, metrics = new[] { "mrr" } })).Is(HttpStatusCode.Accepted);
        await slow.Asked;

        var board = (await _api.Get($"/api/v1/leaderboards?metric=mrr&datasets={dataset}")).Is(HttpStatusCode.OK);
        slow.Open();
        await _api.Follow((string)job["id"]!);

        Assert.Empty(board["ranks"].AsArray());
        var running = Assert.Single(board["running"].AsArray())!;
        Assert.Equal((name, dataset, (string?)job["id"], 0), ((string?)running["system"], (string?)running["dataset"], (string?)running["jobId"], (int)running["done"]!));
        var after = (await _api.Get($"/api/v1/leaderboards?metric=mrr&datasets={dataset}")).Is(HttpStatusCode.OK);
        Assert.Equal((1, 0), (after["ranks"].AsArray().Count, after["running"].AsArray().Count));
    }

    [Fact]
    public async Task Leaderboards_NothingMeasured_SaysHow()
    {
        var dataset = await _api.UploadDataset();

        Assert.Contains("run a job", (await _api.Get($"/api/v1/leaderboards?metric=mrr&datasets={dataset}")).Is(HttpStatusCode.UnprocessableEntity).Text, StringComparison.Ordinal);
        (await _api.Get("/api/v1/leaderboards?metric=nonsense")).Is(HttpStatusCode.BadRequest);
        (await _api.Get("/api/v1/leaderboards?datasets=nothing")).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Quarantine_TakesAResultOutOfBothLeaderboards_UntilItIsLifted()
    {
        var (dataset, name) = (await _api.UploadDataset(), await _api.Register(fixture.Rag, "system"));
        await _api.Run(new { systems = new[] { name }, datasets = new[] { dataset }, metrics = new[] { "mrr" } });
        var former = await Standing();
        await _api.Run(new { systems = new[] { name }, datasets = new[] { dataset }, metrics = new[] { "mrr" } });
        var latter = await Standing();
        Assert.NotEqual(former, latter);

        var set = (await _api.Post($"/api/v1/results/{latter}/quarantine", new { reason = "The index was cut.", by = "kim" })).Is(HttpStatusCode.OK);
        Assert.Equal(("The index was cut.", "kim"), ((string?)set["quarantine"]["reason"], (string?)set["quarantine"]["by"]));
        Assert.NotNull(set["quarantine"]["at"]);
        Assert.Equal(former, await Standing());

        await ColumnsSaySo(name, dataset, former, latter);

        (await _api.Post($"/api/v1/results/{former}/quarantine", new { reason = "So was this." })).Is(HttpStatusCode.OK);
        (await _api.Get($"/api/v1/comparisons/leaderboard/{dataset}?metric=mrr")).Is(HttpStatusCode.UnprocessableEntity);
        (await _api.Get($"/api/v1/leaderboards?metric=mrr&datasets={dataset}")).Is(HttpStatusCode.UnprocessableEntity);

        Assert.Null((await _api.Delete($"/api/v1/results/{latter}/quarantine")).Is(HttpStatusCode.OK).Json["quarantine"]);
        Assert.Equal(latter, await Standing());

        (await _api.Post("/api/v1/results/res_none/quarantine", new { reason = "why" })).Is(HttpStatusCode.NotFound);
        (await _api.Delete("/api/v1/results/res_none/quarantine")).Is(HttpStatusCode.NotFound);
        Assert.Equal("reason", (string?)(await _api.Post($"/api/v1/results/{latter}/quarantine", new { reason = " " })).Is(HttpStatusCode.BadRequest)["field"]);

        async Task<string> Standing() => (string)(await _api.Get($"/api/v1/comparisons/leaderboard/{dataset}?metric=mrr")).Is(HttpStatusCode.OK).Json[0]!["resultId"]!;
    }

    /// <summary>Files that tell of both results tell which one does not stand for its system.</summary>
    private async Task ColumnsSaySo(string name, string dataset, string former, string latter)
    {
        var kept = (await _api.Post("/api/v1/comparisons", new { results = new[] { former, latter }, metrics = new[] { "mrr" } })).Is(HttpStatusCode.Created);
        Assert.Contains(kept["cells"][0]!["notes"]!.AsArray(), note => ((string)note!).StartsWith($"Result {latter} of '{name}' is in quarantine (The index was cut.)", StringComparison.Ordinal));
        foreach (var (path, column, id) in new[]
        {
            ($"/api/v1/results?systemId={name}&format=csv", "quarantinedAt", "id"),
            ($"/api/v1/comparisons/{kept["id"]}/export?format=csv", "quarantinedAt", "resultId"),
            ($"/api/v1/analytics/export/evaluations?systemId={name}", "quarantined_at", "evaluation_id"),
        })
        {
            var rows = (await _api.Get(path)).Is(HttpStatusCode.OK).Text.TrimEnd().Split("\r\n").Select(static line => line.Split(',')).ToArray();
            var (quarantined, result) = (Array.IndexOf(rows[0], column), Array.IndexOf(rows[0], id));
            Assert.Equal([(former, ""), (latter, "set")], rows.Skip(1).Select(row => (row[result], row[quarantined] == "" ? "" : "set")).OrderBy(row => row.Item2));
        }

        Assert.Contains(",quarantinedAt\r\n", (await _api.Get($"/api/v1/comparisons/leaderboard/{dataset}?metric=mrr&format=csv")).Is(HttpStatusCode.OK).Text, StringComparison.Ordinal);
    }
}
