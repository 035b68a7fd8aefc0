using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using BenchHub.Api.Tests.Hub;

namespace BenchHub.Api.Tests.Comparisons;

public sealed class ExportEndpointsTests(HubFixture fixture)
{
    private readonly HubCaller _api = fixture.Api;

    [Fact]
    public async Task Export_EachFormat_IsAFileOfTheComparison()
    {
        var (id, good, poor) = await Kept();

        var json = await File(id, "json", "application/json");
        Assert.Equal(("1.0", id), ((string?)json["metadata"]["format_version"], (string?)json["metadata"]["comparison_id"]));
        Assert.NotNull(json["metadata"]["export_date"]);
        Assert.True(JsonNode.DeepEquals((await _api.Get($"/api/v1/comparisons/{id}")).Json, json["comparison_data"]));

        var csv = await File(id, "csv", "text/csv");
        Assert.StartsWith("dataset,datasetId,version,metric,direction,rank,rankLow,rankHigh,system,", csv.Text, StringComparison.Ordinal);
        Assert.Equal(3, csv.Text.TrimEnd().Split("\r\n").Length);
        Assert.Contains($",'{good},", csv.Text, StringComparison.Ordinal);
        Assert.Equal(2, (await File(id, "csv&part=pairs", "text/csv")).Text.TrimEnd().Split("\r\n").Length);
        Assert.StartsWith("metric,blocks,system", (await File(id, "csv&part=overall", "text/csv")).Text, StringComparison.Ordinal);

        Assert.Contains("| rank | rank interval | system |", (await File(id, "md", "text/markdown")).Text, StringComparison.Ordinal);
        Assert.Contains("\\toprule", (await File(id, "latex", "application/x-tex")).Text, StringComparison.Ordinal);

        var junit = XDocument.Parse((await File(id, $"junit&baseline={Uri.EscapeDataString(good)}", "application/xml")).Text).Root!;
        Assert.Contains(poor, (string?)junit.Descendants("testcase").Single().Attribute("name"), StringComparison.Ordinal);
        await Sarif(id, good, poor);

        using var pdf = await fixture.Hub.Http.GetAsync($"/api/v1/comparisons/{id}/export?format=pdf");
        Assert.Equal("application/pdf", pdf.Content.Headers.ContentType?.MediaType);
        Assert.Equal($"{id}.pdf", pdf.Content.Headers.ContentDisposition?.FileName);
        Assert.Equal("%PDF-1.7", Encoding.ASCII.GetString(await pdf.Content.ReadAsByteArrayAsync(), 0, 8));
    }

    /// <summary>What a code host shows of a run: one check per system against the baseline, none of which fails on three items.</summary>
    private async Task Sarif(string id, string good, string poor)
    {
        var sarif = await File(id, $"sarif&baseline={Uri.EscapeDataString(good)}", "application/sarif+json");
        Assert.Equal($"{id}.sarif", sarif.Response.Content.Headers.ContentDisposition?.FileName);
        Assert.Equal("2.1.0", (string?)sarif["version"]);
        var run = Assert.Single(sarif["runs"].AsArray())!;
        Assert.Equal("BenchHub", (string?)run["tool"]!["driver"]!["name"]);
        var check = Assert.Single(run["results"]!.AsArray())!;
        Assert.Equal((run["tool"]!["driver"]!["rules"]![0]!["id"]!.GetValue<string>(), "none"), ((string?)check["ruleId"], (string?)check["level"]));
        Assert.NotEqual("fail", (string?)check["kind"]);
        Assert.Contains(poor, (string?)check["message"]!["text"], StringComparison.Ordinal);
        Assert.Equal("2.1.0", (string?)(await File(id, "sarif", "application/sarif+json"))["version"]);
    }

    [Fact]
    public async Task Export_WhatIsNotThere_IsRefusedWithItsField()
    {
        var (id, _, _) = await Kept();

        Assert.Equal("id", (string?)(await _api.Get("/api/v1/comparisons/cmp_none/export")).Is(HttpStatusCode.NotFound)["field"]);
        Assert.Equal("format", (string?)(await _api.Get($"/api/v1/comparisons/{id}/export?format=docx")).Is(HttpStatusCode.BadRequest)["field"]);
        Assert.Equal("part", (string?)(await _api.Get($"/api/v1/comparisons/{id}/export?format=csv&part=all")).Is(HttpStatusCode.BadRequest)["field"]);
        Assert.Equal("baseline", (string?)(await _api.Get($"/api/v1/comparisons/{id}/export?format=junit&baseline=nobody")).Is(HttpStatusCode.BadRequest)["field"]);
    }

    [Fact]
    public async Task CheckGate_TwoSystems_TellsTheVerdict()
    {
        var (_, good, poor, dataset) = await Measured();

        // The poor one answers d3 alone: reciprocal ranks 0, 1, 0 against 1, 1/2, 1/4, differences of good - poor 1, -1/2, 1/4: mean 1/4, sd
        // √((9/16 + 9/16) / 2) = 3/4, error √3/4 = 0.433013; t(2) leaves 5 % above 2.919986, so that the bounds are 1/4 ± 1.264391.
        var gate = (await Gate(new { system = good, baseline = poor, dataset, gate = "mrr >= baseline - 0.01 @ 95%" })).Is(HttpStatusCode.OK);
        Assert.Equal(("inconclusive", "mrr >= baseline - 0.01 @ 95%", "mrr", 3), ((string?)gate["outcome"], (string?)gate["gate"], (string?)gate["metric"], (int)gate["n"]));
        Assert.Equal(0.25, (double)gate["difference"], precision: 12);
        Assert.Equal(0.25 - 1.264391, (double)gate["ciLow"], precision: 6);
        Assert.Equal(0.25 + 1.264391, (double)gate["ciHigh"], precision: 6);
        Assert.StartsWith("Inconclusive: the difference from the baseline", (string?)gate["sentence"], StringComparison.Ordinal);

        Assert.Equal("passed", (string?)(await Gate(new { system = good, baseline = poor, dataset, gate = "mrr >= baseline - 1.5" })).Is(HttpStatusCode.OK)["outcome"]);
        Assert.Equal("failed", (string?)(await Gate(new { system = poor, baseline = good, dataset, gate = "mrr >= baseline + 1.5" })).Is(HttpStatusCode.OK)["outcome"]);
        var target = (await Gate(new { result = (string)gate["system"]["resultId"]!, gate = "mrr >= 0.1 @ 50%" })).Is(HttpStatusCode.OK);
        Assert.Equal("passed", (string?)target["outcome"]);
        Assert.Equal(1.75 / 3, (double)target["value"], precision: 12);
    }

    [Fact]
    public async Task CheckGate_WrongOrImpossible_SaysWhichField()
    {
        var (_, good, poor, dataset) = await Measured();

        var syntax = (await Gate(new { system = good, baseline = poor, dataset, gate = "mrr >= base" })).Is(HttpStatusCode.BadRequest);
        Assert.Equal("gate", (string?)syntax["field"]);
        Assert.Contains("Column 8 of the gate: expected 'baseline' or a number, found 'base'", syntax.Text.Replace("\\u0027", "'", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal("gate", (string?)(await Gate(new { system = good, baseline = poor, dataset, gate = "mmr >= baseline" })).Is(HttpStatusCode.BadRequest)["field"]);
        Assert.Equal("gate", (string?)(await Gate(new { system = good, baseline = poor, dataset })).Is(HttpStatusCode.BadRequest)["field"]);
        Assert.Equal("system", (string?)(await Gate(new { baseline = poor, dataset, gate = "mrr >= baseline" })).Is(HttpStatusCode.BadRequest)["field"]);
        Assert.Equal("baseline", (string?)(await Gate(new { system = good, dataset, gate = "mrr >= baseline" })).Is(HttpStatusCode.BadRequest)["field"]);
        Assert.Equal("baseline", (string?)(await Gate(new { system = good, baseline = good, dataset, gate = "mrr >= baseline" })).Is(HttpStatusCode.UnprocessableEntity)["field"]);
        Assert.Equal("system", (string?)(await Gate(new { system = good, baseline = poor, dataset, gate = "ndcg@3 >= baseline" })).Is(HttpStatusCode.UnprocessableEntity)["field"]);
        Assert.Equal("dataset", (string?)(await Gate(new { system = good, baseline = poor, gate = "mrr >= baseline" })).Is(HttpStatusCode.BadRequest)["field"]);
        Assert.Equal("result", (string?)(await Gate(new { result = "res_none", gate = "mrr >= 0.5" })).Is(HttpStatusCode.NotFound)["field"]);
    }

    private Task<Answer> Gate(object body) => _api.Post("/api/v1/comparisons/gates", body);

    private async Task<Answer> File(string id, string format, string mediaType)
    {
        var answer = (await _api.Get($"/api/v1/comparisons/{id}/export?format={format}")).Is(HttpStatusCode.OK);
        Assert.Equal(mediaType, answer.Response.Content.Headers.ContentType?.MediaType);
        Assert.StartsWith(id, answer.Response.Content.Headers.ContentDisposition?.FileName, StringComparison.Ordinal);
        return answer;
    }

    private async Task<(string Id, string Good, string Poor)> Kept()
    {
        var (id, good, poor, _) = await Measured(keep: true);
        return (id!, good, poor);
    }

    private async Task<(string? Id, string Good, string Poor, string Dataset)> Measured(bool keep = false)
    {
        await using var rag = await FakeRag.Start(isOpen: true, "d3");

        // A name that a spreadsheet would take for a formula.
        var (dataset, good, poor) = (await _api.UploadDataset(), await _api.Register(fixture.Rag, "=good"), await _api.Register(rag, "poor"));
        await _api.Run(new { systems = new[] { good, poor }, datasets = new[] { dataset }, metrics = new[] { "mrr" } });
        var id = keep ? (string?)(await _api.Post("/api/v1/comparisons", new { datasets = new[] { dataset }, metrics = new[] { "mrr" } })).Is(HttpStatusCode.Created)["id"] : null;
        return (id, good, poor, dataset);
    }
}
