using System.Net;
using BenchHub.Api.Tests.Hub;

namespace BenchHub.Api.Tests.Datasets;

/// <summary>Records of a task, and the examples that it shows.</summary>
public sealed class TaskImportTests(HubFixture fixture)
{
    private const string Path = "/api/v1/datasets";
    private const string TwoShots = "name: t\nkind: open_qa\nprompt: question\nreferences: \"{{ answer }}\"\nfewshot: {count: 2, split: train}\n";
    private const string Records = """
        {"id": 1, "question": "a", "answer": "A"}
        {"id": 2, "question": "b", "answer": "B"}
        """;

    private const string Pool = """
        {"question": "x", "answer": "X"}
        {"question": "y", "answer": "Y"}
        {"question": "z", "answer": "Z"}
        """;

    private readonly HubCaller _api = fixture.Api;
    private readonly string _name = Scenes.Unique("task");

    [Fact]
    public async Task Upload_ExamplesOfASplit_ArePartOfTheContentButNoItems()
    {
        var first = (await Upload(TwoShots, Pool)).Is(HttpStatusCode.Created);
        var same = (await Upload(TwoShots, Pool)).Is(HttpStatusCode.OK);
        var other = (await Upload(TwoShots, Pool.Replace('z', 'w'))).Is(HttpStatusCode.Created);

        Assert.Equal((2, 1, 2), ((int)first["items"], (int)same["version"], (int)other["version"]));
        Assert.NotEqual((string?)first["contentHash"], (string?)other["contentHash"]);
        Assert.Empty(first["warnings"].AsArray());
    }

    [Fact]
    public async Task Upload_ExamplesThatAreEvaluatedToo_AreCounted()
    {
        var uploaded = (await Upload(TwoShots, Pool + "\n{\"answer\": \"B\", \"question\": \"b\"}\n")).Is(HttpStatusCode.Created);

        Assert.Equal(
            "1 examples stand among the evaluated records too; none is shown to its own question, but others give its answer away.",
            (string?)Assert.Single(uploaded["warnings"].AsArray()));
    }

    [Theory]
    [InlineData(TwoShots, null, "The task 't' shows 2 examples of the split 'train'; send them as the file fewshot.")]
    [InlineData(TwoShots, "{\"question\": \"x\", \"answer\": \"X\"}", "The task 't' shows 2 examples, and train.jsonl has 1.")]
    [InlineData(TwoShots, "{\"question\": \"x\", \"answer\": \"X\"}\n\n{\"question\": \"y\"}", "train.jsonl, line 3: The task 't' cannot show it as an example: ")]
    [InlineData(TwoShots, "{\"question\": \"x\", \"answer\": \"X\"}\n[1]", "train.jsonl, line 2: Expected a JSON object on each line.")]
    [InlineData("name: t\nkind: open_qa\nprompt: question\nreferences: answer\n", Pool, "The task 't' shows no examples, so the file fewshot would have no effect; leave it out.")]
    [InlineData("name: t\nkind: open_qa\nprompt: question\nreferences: answer\nfewshot: {samples: [{question: q, answer: a}]}\n", Pool, "The task 't' has its examples in its definition")]
    public async Task Upload_ExamplesThatDoNotFit_AreRefusedWithTheReason(string definition, string? pool, string said)
    {
        var refused = await Upload(definition, pool);

        Assert.True((int)refused.Status is 400 or 422, refused.Text);
        Assert.Contains(said, (string?)refused["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_ServiceThatAnswers_ShowsTheContextsOfEachItem()
    {
        var system = Scenes.Unique("answers");
        (await _api.Post("/api/v1/systems", new { name = system, kind = "rag-answer", url = fixture.Rag.Url })).Is(HttpStatusCode.Created);
        (await Upload("name: t\nkind: rag_answer\nprompt: question\nreferences: answer\nmetrics: [exact_match]\n", pool: null)).Is(HttpStatusCode.Created);

        var job = await _api.Run(new { systems = new[] { system }, datasets = new[] { _name } });
        var items = (await _api.Get($"/api/v1/results/{job["results"]![0]!["id"]}/items")).Is(HttpStatusCode.OK);

        var output = items["items"][0]!["outputs"]![0]!;
        Assert.Equal(("a!", """["one","two"]"""), ((string?)output["text"], output["contexts"]!.ToJsonString()));
        Assert.Null(output["costDollars"]);
    }

    private Task<Answer> Upload(string definition, string? pool) => _api.Upload(Path, null,
    [
        ("name", _name, null), ("format", "task", null), ("definition", definition, "t.yaml"), ("records", Records, "test.jsonl"),
        .. pool is null ? [] : new (string, string, string?)[] { ("fewshot", pool, "train.jsonl") },
    ]);
}
