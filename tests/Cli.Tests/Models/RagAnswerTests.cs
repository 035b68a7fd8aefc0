using BenchHub.Cli.Tests.Processes;

namespace BenchHub.Cli.Tests.Models;

/// <summary>Services that answer and models with examples through the whole path: real processes, the commands that people type.</summary>
public sealed class RagAnswerTests : IDisposable
{
    private const string Corpus = """
        {"_id": "1", "title": "Lovelace", "text": "Ada Lovelace wrote the first program. She was born in London."}
        {"_id": "2", "title": "Eiffel", "text": "The Eiffel tower stands in Paris. It is 330 m high."}
        {"_id": "3", "title": "세종", "text": "세종은 한글을 만들었다. 그는 조선의 왕이다."}

        """;

    private const string Questions = """
        {"id": "ada", "question": "Who wrote the first program?", "answer": "Ada Lovelace wrote the first program.", "contexts": ["C1"]}
        {"id": "tower", "question": "Where does the Eiffel tower stand?", "answer": ["Paris", "The Eiffel tower stands in Paris."], "contexts": ["C2"]}
        {"id": "high", "question": "How high is it?", "answer": "330 m"}
        {"id": "king", "question": "한글을 누가 만들었다?", "answer": "세종은 한글을 만들었다."}

        """;

    private readonly TempFolder _folder = new();

    [Fact]
    public async Task Run_SampleRagOnQuestions_ComesToTheScoresDerivedByHand()
    {
        _folder.File("corpus/corpus.jsonl", Corpus);
        await using var rag = await RagService.Start("bm25", Path.Combine(_folder.Path, "corpus"));
        await using var hub = await ServedHub.Start(_folder.Path);
        (await hub.Run("systems", "add", "rag", "--kind", "rag-answer", "--answer-path", "/api/v1/answer", "--url", rag.Url)).Succeeded();
        (await hub.Run("datasets", "import", "task", "rag-answer", _folder.File("qa.jsonl", Questions), "--name", "qa")).Succeeded();

        var job = (await hub.Run("run", "--dataset", "qa", "--system", "rag", "--wait", "--json")).Json;
        var result = await hub.Get($"/api/v1/results/{job["results"]![0]!["id"]}");
        var items = (await hub.Get($"/api/v1/results/{result["id"]}/items"))["items"]!.AsArray().ToDictionary(static item => (string)item!["itemId"]!, static item => item!["outputs"]![0]!);

        // Right to the letter: ada, tower and king. high: "It is 330 m high." has the words it, is, 330, m, high, and the
        // reference 330, m: precision 2/5, recall 1, F1 = 2 * 0.4 / 1.4 = 4/7. Means: 3/4 and (3 + 4/7) / 4.
        Assert.Equal(0.75, (double)result["metrics"]!["exact_match(norm=squad)"]!["value"]!, 12);
        Assert.Equal((3 + (4 / 7.0)) / 4, (double)result["metrics"]!["token_f1(norm=squad)"]!["value"]!, 12);
        Assert.Equal("It is 330 m high.", (string?)items["high"]["text"]);
        Assert.StartsWith("The Eiffel tower", (string?)items["tower"]["contexts"]![0], StringComparison.Ordinal);
        Assert.Equal(["세종은 한글을 만들었다. 그는 조선의 왕이다."], items["king"]["contexts"]!.AsArray().Select(static context => (string?)context));
        Assert.Null(items["king"]["costDollars"]);
    }

    [Fact]
    public async Task Run_ModelOnQuestionsWithContexts_IsToldThemAndKeepsThem()
    {
        await using var mock = await ModelService.Start("--answer", "Paris");
        await using var hub = await ServedHub.Start(_folder.Path);
        (await hub.Run("systems", "add", "model", "--url", mock.Url, "--model", "m", "--embedding-model", "e")).Succeeded();
        (await hub.Run("datasets", "import", "task", "rag-answer", _folder.File("qa.jsonl", Questions), "--name", "qa")).Succeeded();

        var registered = await hub.Get("/api/v1/systems/model");
        var job = (await hub.Run("run", "--dataset", "qa", "--system", "model", "--wait", "--json")).Json;
        var outputs = (await hub.Get($"/api/v1/results/{job["results"]![0]!["id"]}/items"))["items"]!.AsArray()
            .ToDictionary(static item => (string)item!["itemId"]!, static item => item!["outputs"]![0]!["contexts"]!.ToJsonString());

        Assert.Equal(("[\"C1\"]", "[\"C2\"]", "[]"), (outputs["ada"], outputs["tower"], outputs["high"]));
        Assert.Equal(0.25, (double)(await hub.Get($"/api/v1/results/{job["results"]![0]!["id"]}"))["metrics"]!["exact_match(norm=squad)"]!["value"]!);
        Assert.Equal(
            "e embedded a test text in 64 dimensions.",
            (string?)registered["validation"]!["checks"]!.AsArray().Single(static check => (string?)check!["check"] == "response_format:embed")!["detail"]);
    }

    [Fact]
    public async Task Run_ModelWithExamplesOfASplit_PaysForThemInEachRequest()
    {
        await using var mock = await ModelService.Start("--answer", "4");
        await using var hub = await ServedHub.Start(_folder.Path);
        (await hub.Run("systems", "add", "model", "--url", mock.Url, "--model", "m")).Succeeded();
        var records = _folder.File("test.jsonl", "{\"question\": \"2+2?\", \"answer\": \"4\"}\n");
        var pool = _folder.File("train.jsonl", string.Concat(Enumerable.Range(0, 20).Select(static i => $"{{\"question\": \"{i}+1?\", \"answer\": \"{i + 1}\"}}\n")));

        var none = await Tokens("none", "");
        var few = await Tokens("few", "fewshot: {count: 8, split: train, sampler: random}\n", "--fewshot", pool);
        var without = await hub.Run("datasets", "import", "task", Definition("few", "fewshot: {count: 8, split: train}\n"), records, "--name", "x");

        Assert.True(few > none + (8 * 4), $"{few} tokens with eight examples, {none} without");
        Assert.Contains("send them as the file fewshot", without.Output + without.Errors, StringComparison.Ordinal);

        async Task<long> Tokens(string name, string lines, params string[] more)
        {
            (await hub.Run(["datasets", "import", "task", Definition(name, lines), records, "--name", name, .. more])).Succeeded();
            var job = (await hub.Run("run", "--dataset", name, "--system", "model", "--wait", "--json")).Json;
            return (long)(await hub.Get($"/api/v1/results/{job["results"]![0]!["id"]}"))["spent"]!["inputTokens"]!;
        }
    }

    public void Dispose() => _folder.Dispose();

    private string Definition(string name, string lines) =>
        _folder.File($"{name}.yaml", $"name: {name}\nkind: open_qa\nprompt: question\nreferences: answer\n{lines}");
}
