using System.Net;
using BenchHub.Api.Tests.Hub;

namespace BenchHub.Api.Tests.Analytics;

/// <summary>Analytics of jobs that a service really ran.</summary>
public sealed class AnalyticsEndpointsTests(HubFixture fixture)
{
    private const string Path = "/api/v1/analytics";

    private readonly HubCaller _api = fixture.Api;

    [Fact]
    public async Task Report_AfterTwoRuns_ShowsPerformanceAndWhatIsMissing()
    {
        var (system, dataset, _) = await Measure(runs: 2);

        var report = (await _api.Get($"{Path}/systems/{system}/report?start_date=2020-01-01&end_date=2999-12-31")).Is(HttpStatusCode.OK);

        Assert.Equal((system, 2), ((string?)report["system"], (int)report["evaluations"]));
        Assert.Equal("2020-01-01T00:00:00+00:00", (string?)report["dateRange"]["startDate"]);
        Assert.Equal(["mrr", "success@1"], report["trends"].AsArray().Select(static trend => (string?)trend!["metric"]).Order());
        Assert.All(report["trends"].AsArray(), static trend => Assert.Null(trend!["slope"]));

        // d1 first answers q1; q2's d2 is second, q3's d4 fourth: (1 + 1/2 + 1/4) / 3 both times.
        var mrr = report["datasetPerformance"].AsArray().Single(static one => (string?)one!["metric"] == "mrr")!;
        Assert.Equal((dataset, 1.75 / 3, 2), ((string?)mrr["dataset"], Math.Round((double)mrr["latest"]!, 12) == Math.Round(1.75 / 3, 12) ? 1.75 / 3 : -1, (int)mrr["count"]!));
        Assert.Equal(0, (double)report["stability"].AsArray().Single(static one => (string?)one!["metric"] == "mrr")!["standardDeviation"]!);
        Assert.Contains(report["notes"].AsArray(), static note => ((string?)note)!.StartsWith("A trend needs three results", StringComparison.Ordinal));
        Assert.Equal(1, (int)report["summary"]["datasets"]!);
    }

    [Fact]
    public async Task Quarantine_LeavesAResultOutOfTrendsPerformanceAndVerdicts()
    {
        var (system, dataset, _) = await Measure(runs: 3);
        await using var poor = await FakeRag.Start(isOpen: true, "d3");
        var other = await _api.Register(poor, "poor");
        await _api.Run(Job(other, dataset));
        var results = (await _api.Get($"/api/v1/results?systemId={system}")).Is(HttpStatusCode.OK)["items"].AsArray();
        var newest = (string)results[0]!["id"]!;
        (await _api.Post($"/api/v1/results/{newest}/quarantine", new { reason = "The index was cut." })).Is(HttpStatusCode.OK);

        var trend = (await _api.Get($"{Path}/trends?system={system}&dataset={dataset}&metric=mrr")).Is(HttpStatusCode.OK);
        var report = (await _api.Get($"{Path}/systems/{system}/report")).Is(HttpStatusCode.OK);
        var models = (await _api.Get($"{Path}/compare-models?systems={system},{other}&dataset={dataset}&metric=mrr")).Is(HttpStatusCode.OK);

        Assert.Equal([(newest, false)], trend["points"].AsArray().Where(static point => !(bool)point!["isCounted"]!).Select(static point => ((string)point!["resultId"]!, (bool)point["isCounted"]!)));
        Assert.Contains(trend["notes"].AsArray(), static note => ((string)note!).Contains("they are in quarantine", StringComparison.Ordinal));
        Assert.Null(trend.Json["trend"]); // Two points are no trend.
        Assert.All(report["datasetPerformance"].AsArray(), static one => Assert.Equal(2, (int)one!["count"]!));
        Assert.Equal((string?)results[1]!["id"], (string?)models["ranking"].AsArray().Single(entry => (string?)entry!["system"] == system)!["resultId"]);
    }

    [Fact]
    public async Task Report_RangeWithNothing_IsEmptyWithANote()
    {
        var (system, _, _) = await Measure();

        var report = (await _api.Get($"{Path}/systems/{system}/report?startDate=2020-01-01&endDate=2020-12-31")).Is(HttpStatusCode.OK);

        Assert.Equal((0, system), ((int)report["evaluations"], (string?)report["system"]));
        Assert.Single(report["notes"].AsArray());
        Assert.Empty(report["trends"].AsArray());
    }

    [Theory]
    [InlineData("startDate=2026-03-02&endDate=2026-03-01", "startDate")]
    [InlineData("startDate=yesterday", "startDate")]
    [InlineData("endDate=2026-13-01", "endDate")]
    [InlineData("dataset=nothing-of-that-name", "dataset")]
    public async Task Report_BadRange_IsRefusedWithItsField(string query, string field)
    {
        var (system, _, _) = await Measure();

        var problem = await _api.Get($"{Path}/systems/{system}/report?{query}");

        Assert.True(problem.Status is HttpStatusCode.BadRequest or HttpStatusCode.NotFound, problem.Text);
        Assert.Equal(field, (string?)problem["field"]);
    }

    [Fact]
    public async Task Report_DeletedDatasetAndSystem_WorksFromResults()
    {
        var (system, dataset, _) = await Measure();
        (await _api.Delete($"/api/v1/datasets/{dataset}")).Is(HttpStatusCode.OK);
        (await _api.Delete($"/api/v1/systems/{system}")).Is(HttpStatusCode.OK);

        var report = (await _api.Get($"{Path}/systems/{system}/report?dataset={dataset}")).Is(HttpStatusCode.OK);

        Assert.Equal(1, (int)report["evaluations"]);
        Assert.Contains(report["notes"].AsArray(), note => (string?)note == $"The dataset '{dataset}' was deleted since; its results stay.");
    }

    [Fact]
    public async Task Trends_Runs_ArePointsInTime()
    {
        var (system, dataset, _) = await Measure(runs: 3);

        var trend = (await _api.Get($"{Path}/trends?system={system}&dataset={dataset}&metric=mrr&from=2026-01-01T00:00:00+09:00")).Is(HttpStatusCode.OK);
        var csv = (await _api.Get($"{Path}/trends?system={system}&metric=mrr&format=csv")).Is(HttpStatusCode.OK);

        Assert.Equal(("mrr", "higher", 3), ((string?)trend["metric"], (string?)trend["direction"], trend["points"].AsArray().Count));
        Assert.Equal(("flat", 0.0, 1.0), ((string?)trend["trend"]["direction"], (double)trend["trend"]["slope"]!, (double)trend["trend"]["p"]!));
        Assert.Equal(4, csv.Text.TrimEnd().Split("\r\n").Length);
        Assert.StartsWith("at,value,ciLow", csv.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trends_WhatIsMissingOrMistyped_IsRefused()
    {
        var (system, _, _) = await Measure();

        Assert.Equal("system", (string?)(await _api.Get($"{Path}/trends")).Is(HttpStatusCode.BadRequest)["field"]);
        var mistyped = (await _api.Get($"{Path}/trends?system={system}&metric=ndgc@10")).Is(HttpStatusCode.BadRequest);
        Assert.Equal("metric", (string?)mistyped["field"]);
        Assert.Contains("did you mean", (string?)mistyped["detail"], StringComparison.Ordinal);
        Assert.Contains("they have mrr, success@1", (string?)(await _api.Get($"{Path}/trends?system={system}&metric=map")).Is(HttpStatusCode.UnprocessableEntity)["detail"], StringComparison.Ordinal);
        Assert.Equal("format", (string?)(await _api.Get($"{Path}/trends?system={system}&format=xml")).Is(HttpStatusCode.BadRequest)["field"]);
    }

    [Fact]
    public async Task CompareModels_ByQueryAndByBody_AnswerAlike()
    {
        var (one, dataset, _) = await Measure();
        await using var poor = await FakeRag.Start(isOpen: true, "d3");
        var two = await _api.Register(poor, "poor");
        await _api.Run(Job(two, dataset));

        var got = (await _api.Get($"{Path}/compare-models?systems={one},{two}&dataset={dataset}&metric=mrr")).Is(HttpStatusCode.OK);
        var posted = (await _api.Post($"{Path}/compare-models", new { systems = new[] { one, two }, dataset, metric = "mrr" })).Is(HttpStatusCode.OK);

        Assert.Equal(got.Text, posted.Text);
        Assert.Equal(new[] { one, two }.Order(StringComparer.Ordinal), got["series"].AsArray().Select(static series => (string)series!["system"]!).Order(StringComparer.Ordinal));
        Assert.Equal(3, (int)Assert.Single(got["verdict"].AsArray())!["n"]!);
        Assert.Equal("dataset", (string?)(await _api.Get($"{Path}/compare-models")).Is(HttpStatusCode.BadRequest)["field"]);
    }

    [Fact]
    public async Task ComparisonReport_AKeptComparison_HasItsCellsAndTheirStability()
    {
        var (system, dataset, _) = await Measure(runs: 2);
        var made = (await _api.Post("/api/v1/comparisons", new { systems = new[] { system }, datasets = new[] { dataset }, metrics = new[] { "mrr" } })).Is(HttpStatusCode.Created);

        var report = (await _api.Get($"{Path}/comparisons/{made["id"]}/report")).Is(HttpStatusCode.OK);

        Assert.Equal("mrr", (string?)Assert.Single(report["metricComparisons"].AsArray())!["metric"]);
        var stability = Assert.Single(report["stabilityAnalysis"].AsArray())!;
        Assert.Equal((system, 2, 0.0), ((string?)stability["system"], (int)stability["count"]!, (double)stability["standardDeviation"]!));
        Assert.Equal("id", (string?)(await _api.Get($"{Path}/comparisons/cmp_none/report")).Is(HttpStatusCode.NotFound)["field"]);
    }

    [Fact]
    public async Task Result_SlicesFailuresDistribution_AreAnswered()
    {
        var (_, _, result) = await Measure();

        var slices = (await _api.Get($"{Path}/results/{result}/slices?metric=mrr&by=length")).Is(HttpStatusCode.OK);
        var csv = (await _api.Get($"{Path}/results/{result}/slices?metric=mrr&by=language&format=csv")).Is(HttpStatusCode.OK);
        var failures = (await _api.Get($"{Path}/results/{result}/failures?metric=mrr&threshold=0.3")).Is(HttpStatusCode.OK);
        var distribution = (await _api.Get($"{Path}/results/{result}/distribution?metric=mrr&bins=4")).Is(HttpStatusCode.OK);

        // The import leaves out q4, which nobody judged.
        Assert.Equal((3, 3), (slices["slices"].AsArray().Sum(static slice => (int)slice!["items"]!), slices["slices"].AsArray().Sum(static slice => (int)slice!["n"]!)));
        Assert.Contains("Latin,3,3,", csv.Text, StringComparison.Ordinal);
        Assert.Equal((1, 3, 0.3), ((int)failures["failed"], (int)failures["items"], (double)failures["threshold"]));
        Assert.Equal([0, 1, 1, 1], distribution["bins"].AsArray().Select(static bin => (int)bin!["count"]!));
        Assert.Equal((0.25, 1.0, 0), ((double)distribution["quantiles"]["p0"]!, (double)distribution["quantiles"]["p100"]!, (int)distribution["undefined"]));
        Assert.Equal("by", (string?)(await _api.Get($"{Path}/results/{result}/slices?by=tag")).Is(HttpStatusCode.UnprocessableEntity)["field"]);
        Assert.Equal("id", (string?)(await _api.Get($"{Path}/results/res_none/failures")).Is(HttpStatusCode.NotFound)["field"]);
        Assert.Equal("bins", (string?)(await _api.Get($"{Path}/results/{result}/distribution?bins=0")).Is(HttpStatusCode.BadRequest)["field"]);
        Assert.Equal("threshold", (string?)(await _api.Get($"{Path}/results/{result}/failures?threshold=NaN")).Is(HttpStatusCode.BadRequest)["field"]);
    }

    [Fact]
    public async Task Ab_TwoResults_TellsThePath()
    {
        var (system, dataset, result) = await Measure();
        var again = (string?)(await _api.Run(Job(system, dataset)))["tasks"]![0]!["resultId"];

        var ab = (await _api.Get($"{Path}/ab?a={result}&b={again}&metric=mrr")).Is(HttpStatusCode.OK);

        Assert.Equal((false, "undecided", 3), ((bool)ab["decided"], (string?)ab["outcome"], ab["path"].AsArray().Count));
        Assert.Null(ab.Json["winner"]);
        Assert.Contains("do not tell which", (string?)ab["sentence"], StringComparison.Ordinal);
        Assert.Equal("b", (string?)(await _api.Get($"{Path}/ab?a={result}")).Is(HttpStatusCode.BadRequest)["field"]);
    }

    [Fact]
    public async Task Prediction_FinishedJob_IsKnown()
    {
        var (system, dataset, _) = await Measure();
        var job = await _api.Run(Job(system, dataset));

        var prediction = (await _api.Get($"{Path}/jobs/{job["id"]}/prediction")).Is(HttpStatusCode.OK);

        var mrr = prediction["tasks"].AsArray().Single(static one => (string?)one!["metric"] == "mrr")!;
        Assert.Equal(((double)mrr["low"]!, (double)mrr["low"]!), ((double)mrr["mean"]!, (double)mrr["high"]!));
        Assert.Equal("id", (string?)(await _api.Get($"{Path}/jobs/job_none/prediction")).Is(HttpStatusCode.NotFound)["field"]);
    }

    [Fact]
    public async Task Export_CsvAndJson_HoldEveryResultAndNoFormula()
    {
        var name = $"=cmd({Guid.NewGuid():N})";
        (await _api.Post("/api/v1/systems", new { name, url = fixture.Rag.Url, healthEverySeconds = 0 })).Is(HttpStatusCode.Created);
        var dataset = await _api.UploadDataset();
        await _api.Run(Job(name, dataset));
        var system = Uri.EscapeDataString(name);

        var csv = (await _api.Get($"{Path}/export/evaluations?system_id={system}")).Is(HttpStatusCode.OK);
        var json = (await _api.Get($"{Path}/export/evaluations?format=json&systemId={system}&dataset_id={dataset}")).Is(HttpStatusCode.OK);
        var none = (await _api.Get($"{Path}/export/evaluations?systemId={system}&to=2020-01-01")).Is(HttpStatusCode.OK);

        var lines = csv.Text.TrimEnd().Split("\r\n");
        Assert.Equal(2, lines.Length);
        Assert.StartsWith("evaluation_id,system_id,system,", lines[0], StringComparison.Ordinal);
        Assert.EndsWith(",mrr,success@1", lines[0], StringComparison.Ordinal);
        Assert.Contains($",'{name},", lines[1], StringComparison.Ordinal);
        Assert.Equal("text/csv", csv.Response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(("1.0", name), ((string?)json["metadata"]["formatVersion"], (string?)Assert.Single(json["evaluations"].AsArray())!["system"]));
        Assert.Equal(1.75 / 3, (double)json["evaluations"][0]!["metrics"]!["mrr"]!, precision: 12);
        Assert.Single(none.Text.TrimEnd().Split("\r\n"));
        Assert.Equal("format", (string?)(await _api.Get($"{Path}/export/evaluations?format=xml")).Is(HttpStatusCode.BadRequest)["field"]);
    }

    private static object Job(string system, string dataset) => new { systems = new[] { system }, datasets = new[] { dataset }, metrics = new[] { "mrr", "success@1" } };

    private async Task<(string System, string Dataset, string Result)> Measure(int runs = 1)
    {
        var (system, dataset, result) = (await _api.Register(fixture.Rag), await _api.UploadDataset(), "");
        for (var run = 0; run < runs; run++)
        {
            result = (string)(await _api.Run(Job(system, dataset)))["tasks"]![0]!["resultId"]!;
        }

        return (system, dataset, result);
    }
}
