using BenchHub.Cli.Tests.Processes;

namespace BenchHub.Cli.Tests;

/// <summary><c>eval text</c>, which needs no hub.</summary>
public sealed class EvalTextTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task EvalText_LinesOfText_PrintsValuesAndSignatures()
    {
        // Three of four words match, so TER is one edit in four words. A blank line is an empty answer, CRLF an end of line.
        var answers = _folder.File("answers.txt", "\uFEFFa b c x\n\n");
        var references = _folder.File("references.txt", "a b c d\r\n\r\n");

        var outcome = await Shell.Run("eval", "text", "--metric", "ter", "-m", "chrf(word=2)", "-p", answers, "-r", references, "--per-item", "--precision", "2");

        Assert.Equal(
            [
                "ter\t1\t25.00",
                "ter\t2\t0.00",
                "ter\tall\t25.00\tnrefs:1|case:lc|tok:tercom|norm:no|punct:yes|asian:no",
            ],
            outcome.Succeeded().Output.Split('\n')[..3]);
        Assert.EndsWith("\tnrefs:1|case:mixed|eff:yes|nc:6|nw:2|space:no\n", outcome.Output);
    }

    [Fact]
    public async Task EvalText_JsonLines_TakesSeveralReferences()
    {
        var file = _folder.File("items.jsonl", """
            {"answer": "서울입니다", "references": ["수도는 서울", "서울입니다"]}
            {"answer": "x", "references": "x"}
            """);

        var json = (await Shell.Run(
            "eval", "text", "-m", "bleu(tok=ko)", "--field", "answer", "--reference-field", "references", "-p", file, "-r", file, "--json", "--per-item")).Json;

        Assert.Equal(2, (int)json["items"]!);
        var bleu = Assert.Single(json["metrics"]!.AsArray())!;
        Assert.Equal(("bleu(tok=ko)", 100.0, "higher"), ((string?)bleu["metric"], Math.Round((double)bleu["value"]!, 9), (string?)bleu["direction"]));
        Assert.Equal("nrefs:var|case:mixed|eff:no|tok:ko|smooth:exp", (string?)bleu["signature"]);
        Assert.Equal(2, bleu["perItem"]!.AsArray().Count);
    }

    [Fact]
    public async Task EvalText_SecondFileOfReferences_IsAnotherReference()
    {
        var answers = _folder.File("answers.txt", "b\n");

        var outcome = await Shell.Run(
            "eval", "text", "-m", "ter", "-p", answers, "-r", _folder.File("one.txt", "a"), "--references", _folder.File("two.txt", "b"), "--json");

        Assert.Equal(0, (double)outcome.Json["metrics"]![0]!["value"]!);
    }

    [Theory]
    [InlineData("a\nb\nc\n", "a\nb\n", "answers.txt, line 3: ", "too short")]
    [InlineData("a\n", "a\nb\n", "references.txt, line 2: ", "too short")]
    [InlineData("", "a\n", "answers.txt, line 1: ", "nothing to score")]
    public async Task EvalText_UnlikeFiles_NamesFileAndLine(string answers, string references, string place, string reason)
    {
        var refusal = await Refused("bleu", _folder.File("answers.txt", answers), _folder.File("references.txt", references));

        Assert.Contains(place, refusal);
        Assert.Contains(reason, refusal);
    }

    [Theory]
    [InlineData("{\"a\": \"x\"}\nnonsense\n", "line 2: This is not valid JSON")]
    [InlineData("[]\n", "line 1: Expected a JSON object")]
    [InlineData("{\"b\": \"x\"}\n", "The field \"a\" is missing.")]
    [InlineData("{\"a\": 3}\n", "must be a string")]
    [InlineData("{\"a\": []}\n", "must be a string")]
    [InlineData("{\"a\": [\"x\", \"y\"]}\n", "An answer is one text")]
    [InlineData("{\"a\": \"\\ud800\"}\n", "half of a surrogate pair")]
    public async Task EvalText_BadJson_SaysWhatIsWrong(string lines, string said)
    {
        var file = _folder.File("items.jsonl", lines);

        Assert.Contains(said, await Refused("bleu", file, file, "--field", "a"));
    }

    [Fact]
    public async Task EvalText_BytesThatAreNoUtf8_NamesTheLine()
    {
        var file = _folder.File("answers.txt", "");
        await File.WriteAllBytesAsync(file, [(byte)'a', (byte)'\n', 0xFF]);

        Assert.Contains("answers.txt, line 2: This is not valid UTF-8", await Refused("bleu", file, file));
    }

    [Theory]
    [InlineData("bleu(tok=ko-mecab)", "mecab-ko-dic")]
    [InlineData("ndcg@10", "does not measure a text")]
    [InlineData("nothing_like_it", "the metrics are")]
    public async Task EvalText_MetricThatWillNotDo_SaysWhy(string metric, string said)
    {
        var file = _folder.File("a.txt", "a\n");

        Assert.Contains(said, await Refused(metric, file, file));
        Assert.Contains("nowhere.txt", await Refused("bleu", file, "nowhere.txt"));
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<string> Refused(string metric, string answers, string references, params string[] more) =>
        (await Shell.Run(["eval", "text", "--metric", metric, "--predictions", answers, "--references", references, .. more])).Refusal();
}
