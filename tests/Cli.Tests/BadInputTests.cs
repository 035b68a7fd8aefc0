using BenchHub.Cli.Tests.Processes;

namespace BenchHub.Cli.Tests;

/// <summary>What users get wrong, from the command to the sentence.</summary>
public sealed class BadInputTests(Bench bench) : IDisposable
{
    private readonly TempFolder _folder = new();

    [Theory]
    [InlineData("nonsense@10", "nonsense")]
    [InlineData("ndcg@0", "ndcg@0")]
    [InlineData("precision", "precision@")]
    public async Task Run_UnknownMetricOrCutoff_IsNamed(string metric, string said) =>
        Assert.Contains(said, await Refused("run", "--system", "bm25", "--dataset", Bench.Dataset, "--metric", metric, "--wait", "--json"));

    [Fact]
    public async Task DatasetsImport_MalformedQrels_NamesFileLineAndReason()
    {
        var refused = await Refused("datasets", "import", "beir", Collection("query-id\tcorpus-id\tscore\nq1\td1\t1\nq1\td2\tmuch\n"), "--name", "malformed");

        Assert.StartsWith("test.tsv, line 3: ", refused);
        Assert.Contains("much", refused);
        Assert.DoesNotContain("malformed", (await (await bench.Hub).Run("datasets", "list")).Succeeded().Output);
    }

    [Fact]
    public async Task DatasetsImport_NothingJudged_IsRefused() =>
        Assert.Contains("judges nothing", await Refused("datasets", "import", "beir", Collection("query-id\tcorpus-id\tscore\n"), "--name", "unjudged"));

    [Fact]
    public async Task DatasetsImport_FilesMissing_AreNamed()
    {
        var folder = Collection("query-id\tcorpus-id\tscore\nq1\td1\t1\n");
        File.Delete(Path.Combine(folder, "queries.jsonl"));

        Assert.Contains("queries.jsonl", await Refused("datasets", "import", "beir", folder, "--name", "missing"));
        Assert.Contains("nowhere", await Refused("datasets", "import", "beir", Path.Combine(_folder.Path, "nowhere"), "--name", "missing"));
        Assert.Contains("dev", await Refused("datasets", "import", "beir", folder, "--name", "missing", "--split", "dev"));
        Assert.Contains("no.run", await Refused("import", "trec", Path.Combine(_folder.Path, "no.run"), "--dataset", Bench.Dataset, "--name", "missing"));
        Assert.Contains("no.json", await Refused("systems", "add", "missing", "--url", "http://127.0.0.1:1", "--spec", Path.Combine(_folder.Path, "no.json")));
    }

    [Fact]
    public async Task ImportTrec_DocumentTwice_NamesFileLineAndDocument()
    {
        var run = _folder.File("twice.run", "q-001 Q0 p-001 1 2.5 x\nq-001 Q0 p-002 2 2.0 x\nq-001 Q0 p-001 3 1.5 x\n");

        var refused = await Refused("import", "trec", run, "--dataset", Bench.Dataset, "--name", "twice");

        Assert.StartsWith("twice.run, line 3: ", refused);
        Assert.Contains("p-001", refused);
        Assert.DoesNotContain("twice", (await (await bench.Hub).Run("systems", "list")).Succeeded().Output);
    }

    [Theory]
    [InlineData("run --system nobody --dataset ko-en", "nobody")]
    [InlineData("run --system bm25 --dataset nothing", "nothing")]
    [InlineData("results show res_nothing --per-item", "res_nothing")]
    [InlineData("export run res_nothing", "res_nothing")]
    [InlineData("export qrels nothing", "nothing")]
    [InlineData("compare --dataset nothing --metric ndcg@10", "nothing")]
    [InlineData("jobs watch job_nothing", "job_nothing")]
    public async Task Command_OverWhatDoesNotExist_NamesIt(string command, string said) =>
        Assert.Contains(said, await Refused(command.Split(' ')));

    [Fact]
    public async Task Command_WithoutAHub_SaysHowToStartOne()
    {
        Assert.Contains("benchhub serve", (await Shell.Run("systems", "list", "--hub", "http://127.0.0.1:1")).Refusal());
        Assert.Contains("nonsense", (await Shell.Run("systems", "list", "--hub", "nonsense")).Refusal());
    }

    [Fact]
    public async Task Serve_AddressThatCannotBe_IsRefused()
    {
        var taken = (await bench.Hub).Url;

        Assert.Contains("address already in use", (await Shell.Run("serve", "--url", taken, "--data", _folder.Path)).Refusal());
        Assert.Contains("nonsense", (await Shell.Run("serve", "--url", "nonsense", "--data", _folder.Path)).Refusal());
        Assert.Contains("API key", (await Shell.Run("serve", "--url", "http://0.0.0.0:0", "--data", _folder.Path)).Refusal());
        Assert.Contains(
            "database", (await Shell.Run("serve", "--url", "http://127.0.0.1:0", "--data", _folder.Path, "--db", "Host=127.0.0.1;Port=1;Username=nobody")).Refusal());
        Assert.Contains("corpus.jsonl", (await Shell.Run("sample-rag", "--corpus", _folder.Path, "--port", "0")).Refusal());
    }

    public void Dispose() => _folder.Dispose();

    private async Task<string> Refused(params string[] command) => (await (await bench.Hub).Run(command)).Refusal();

    private string Collection(string qrels)
    {
        _folder.File("collection/corpus.jsonl", """{"_id":"d1","title":"","text":"one"}""" + "\n" + """{"_id":"d2","title":"","text":"two"}""" + "\n");
        _folder.File("collection/queries.jsonl", """{"_id":"q1","text":"which one?"}""" + "\n");
        _folder.File("collection/qrels/test.tsv", qrels);
        return Path.Combine(_folder.Path, "collection");
    }
}
