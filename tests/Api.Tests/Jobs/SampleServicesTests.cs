using System.Net;
using System.Runtime.CompilerServices;
using BenchHub.Api.Tests.Hub;
using BenchHub.SampleRag;
using Microsoft.AspNetCore.Builder;

namespace BenchHub.Api.Tests.Jobs;

/// <summary>Real retrieval services over the collection of the repository, from registration to leaderboard.</summary>
public sealed class SampleServicesTests(HubFixture fixture)
{
    private static readonly string Collection = Path.Combine(Folder(), "..", "..", "..", "examples", "evaluation-ko-en");

    [Fact]
    public async Task TwoRealServices_AreMeasuredAndRanked()
    {
        await using var bm25 = await Start("bm25", AnswerShape.Default);
        await using var ngram = await Start("char-ngram", AnswerShape.Nested);
        var (dataset, first, second) = (Scenes.Unique("collection"), Scenes.Unique("bm25"), Scenes.Unique("ngram"));
        var nested = new { results = "data.hits", documentId = "document.id", score = "relevance.score", text = "passage" };
        (await fixture.Api.Post("/api/v1/systems", new { name = first, url = bm25.Urls.First() })).Is(HttpStatusCode.Created);
        (await fixture.Api.Post("/api/v1/systems", new { name = second, url = ngram.Urls.First(), retrieve = nested })).Is(HttpStatusCode.Created);
        var uploaded = (await fixture.Api.Upload("/api/v1/datasets", null, Scenes.Parts(
            dataset, await Text("corpus.jsonl"), await Text("queries.jsonl"), await Text("qrels/test.tsv")))).Is(HttpStatusCode.Created);

        var job = await fixture.Api.Run(new { systems = new[] { first, second }, datasets = new[] { dataset } });
        var leaderboard = (await fixture.Api.Get($"/api/v1/comparisons/leaderboard/{dataset}?metric=ndcg@10")).Is(HttpStatusCode.OK).Json.AsArray();

        Assert.Equal(("completed", 0), ((string?)job["status"], (int)job["itemsFailed"]!));
        Assert.Equal([first, second], leaderboard.Select(static entry => (string?)entry!["system"]).Order());
        Assert.All(leaderboard, entry =>
        {
            Assert.Equal((int)uploaded["items"], (int)entry!["n"]!);
            Assert.InRange((double)entry["value"]!, 0.2, 1);
            Assert.True((double)entry["ciLow"]! <= (double)entry["value"]! && (double)entry["value"]! <= (double)entry["ciHigh"]!);
        });
    }

    private static async Task<WebApplication> Start(string algorithm, AnswerShape shape)
    {
        var service = SampleRagServer.Build(new() { Algorithm = algorithm, Corpus = Collection, AnswerShape = shape });
        await service.StartAsync();
        return service;
    }

    private static Task<string> Text(string file) => File.ReadAllTextAsync(Path.Combine(Collection, file));

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
