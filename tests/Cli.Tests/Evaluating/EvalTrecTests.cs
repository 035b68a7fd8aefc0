using BenchHub.Cli.Tests.Processes;
using BenchHub.Evaluation.Tests.Golden;

namespace BenchHub.Cli.Tests.Evaluating;

/// <summary><c>benchhub eval trec</c> from the command to the byte; no hub runs.</summary>
public sealed class EvalTrecTests : IDisposable
{
    private const string Qrels = "q1 0 d1 1\nq1 0 d2 0\nq2 0 d1 2\n";

    private const string Run = "q1 Q0 d2 1 2.0 mine\nq1 Q0 d1 2 1.0 mine\nq2 Q0 d1 1 1.0 mine\n";

    private readonly TempFolder _folder = new();

    // trec_eval 9 adds the floors of unanswered queries to a geometric mean last, we in the order of the queries: 17th digit.
    [Theory]
    [InlineData("golden_c_v10.0.tsv", "--complete")]
    [InlineData("golden_c_v9.0.8.tsv", "--mode v9 --complete")]
    [InlineData("golden_noc_v9.0.8.tsv", "--mode v9")]
    public async Task Eval_GoldenRunWithAllDigits_PrintsTrecEvalsOutput(string file, string mode)
    {
        var expected = await File.ReadAllLinesAsync(SharedFolder.Find($"golden/ir/{file}"), TestContext.Current.CancellationToken);

        var output = await Eval(
            [SharedFolder.Find("golden/ir/qrels.txt"), SharedFolder.Find("golden/ir/run.txt")],
            ["-m", "all_trec", "--per-query", "--precision", "17", .. mode.Split(' ')]);

        Assert.Equal(expected.Where(static line => !line.StartsWith("gm_", StringComparison.Ordinal)), Lines(output).Where(static line => !line.StartsWith("gm_", StringComparison.Ordinal)));
        Assert.Equal(
            expected.Where(static line => line.StartsWith("gm_", StringComparison.Ordinal)).Select(static line => line[..^3]),
            Lines(output).Where(static line => line.StartsWith("gm_", StringComparison.Ordinal)).Select(static line => line[..^3]));
    }

    [Fact]
    public async Task Eval_TwoFiles_PrintsTheOfficialMeasures() => Assert.Equal(
        "runid                 \tall\tmine\nnum_q                 \tall\t2\nnum_ret               \tall\t3\nnum_rel               \tall\t2\n"
        + "num_rel_ret           \tall\t2\nmap                   \tall\t0.7500\ngm_map                \tall\t0.7071\n",
        string.Concat(Lines(await Eval(Files(Qrels, Run))).Take(7).Select(static line => line + "\n")));

    [Fact]
    public async Task Eval_MeasuresOfBothNamings_PrintsTrecEvalsFirst() => Assert.Equal(
        ["relstring             \tq1\t'01'", "ndcg_cut_1            \tq1\t0.0000", "err@20                \tq1\t0.0312",
            "relstring             \tq2\t'2'", "ndcg_cut_1            \tq2\t1.0000", "err@20                \tq2\t0.1875",
            "ndcg_cut_1            \tall\t0.5000", "err@20                \tall\t0.1094"],
        Lines(await Eval(Files(Qrels, Run), "-m", "err@20", "-m", "ndcg_cut.1", "-m", "relstring", "-q")));

    [Theory]
    [InlineData("--precision", "2", "recip_rank            \tall\t  0.75")]
    [InlineData("--precision", "0", "recip_rank            \tall\t     1")]
    [InlineData("--precision", "17", "recip_rank            \tall\t0.75")]
    public async Task Eval_Precision_SetsTheDecimals(string option, string value, string line) =>
        Assert.Equal([line], Lines(await Eval(Files(Qrels, Run), "-m", "recip_rank", option, value)));

    [Fact]
    public async Task Eval_OtherLineEndsTabsAndByteOrderMark_ChangeNothing() => Assert.Equal(
        await Eval(Files(Qrels, Run), "-m", "all_trec", "-q"),
        await Eval(
            Files("\uFEFF" + Qrels.Replace("\n", "\r\n", StringComparison.Ordinal), Run.Replace(" ", "\t  ", StringComparison.Ordinal) + "\n\n"), "-m", "all_trec", "-q"));

    [Fact]
    public async Task Eval_Preset_HasItsMetricsAndDecimals()
    {
        var lines = Lines(await Eval(Files(Qrels, Run), "--preset", "beir"));

        Assert.Equal(24, lines.Length);
        Assert.Equal("ndcg@1                \tall\t0.50000", lines[0]);
    }

    [Fact]
    public async Task Eval_Json_HasEveryDigitAndTheSignature()
    {
        var answer = (await Shell.Run(["eval", "trec", .. Files(Qrels, Run + "q1 Q0 d3 3 0.5 mine\n"), "-m", "P.3", "-q", "--json", "--mode", "v9"])).Json;

        Assert.Equal((2, "mine", "trec_eval9"), ((int)answer["queries"]!, (string)answer["tag"]!, (string)answer["policy"]!));
        Assert.Equal(("P_3", "precision@3", 1 / 3.0), ((string)answer["metrics"]![0]!["name"]!, (string)answer["metrics"]![0]!["metric"]!, (double)answer["metrics"]![0]!["value"]!));
        Assert.StartsWith("metric=precision@3; definition=1; ", (string)answer["metrics"]![0]!["signature"]!);
        Assert.Equal(1 / 3.0, (double)answer["perQuery"]![1]!["values"]!["P_3"]!);
    }

    [Theory]
    [InlineData(4, "has no answer in the run", "--complete")]
    [InlineData(7, "none of its queries is judged", "q9 Q0 d1 1 1 x\n", "--mode", "v9")]
    [InlineData(2, "run.txt, line 1: Expected 6 columns", "q1 Q0 d1 1\n")]
    [InlineData(2, "run.txt, line 1: The file holds no answer.", "")]
    [InlineData(2, "run.txt, line 2: The score 'NaN' is not a finite number.", "q1 Q0 d1 1 1 x\nq1 Q0 d2 1 NaN x\n")]
    [InlineData(2, "run.txt, line 2: The document 'd1' stands twice", "q1 Q0 d1 1 1 x\nq1 Q0 d1 1 2 x\n")]
    [InlineData(1, "There is no metric 'ndgc'", Run, "-m", "ndgc")]
    [InlineData(1, "do not suit trec_eval's measure 'P'", Run, "-m", "P.0")]
    [InlineData(1, "trec_eval 9 has no measure 'rbp'", Run, "-m", "rbp", "--mode", "v9")]
    [InlineData(1, "There is no preset 'biere'; the presets are trec_eval10, ", Run, "--preset", "biere")]
    [InlineData(1, "leave out --mode and --complete", Run, "--preset", "beir", "--complete")]
    [InlineData(1, "--precision is a whole number from 0 to 17.", Run, "--precision", "18")]
    public async Task Eval_WhatCannotBe_EndsAsTrecEvalWithASentence(int code, string said, string run, params string[] options)
    {
        var unanswered = run.StartsWith("--", StringComparison.Ordinal);
        var outcome = await Shell.Run(["eval", "trec", .. Files(Qrels, unanswered ? "q1 Q0 d1 1 1 x\n" : run), .. options]);

        Assert.Equal(code, outcome.Code);
        Assert.Contains(said, outcome.Errors);
        Assert.DoesNotContain("   at ", outcome.Errors);
        Assert.Contains(unanswered ? run : "", outcome.Errors);
        Assert.DoesNotContain("\tall\t", outcome.Output);
    }

    [Fact]
    public async Task Eval_FileThatIsNotThere_IsNamed()
    {
        var outcome = await Shell.Run("eval", "trec", "--qrels", Path.Combine(_folder.Path, "no.qrels"), "--run", "-");

        Assert.Equal(2, outcome.Code);
        Assert.Contains("no.qrels", outcome.Errors);
    }

    public void Dispose() => _folder.Dispose();

    private static string[] Lines(string output) => output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static async Task<string> Eval(string[] files, params string[] options)
    {
        string[] named = files is [var qrels, var run] ? ["--qrels", qrels, "--run", run] : files;
        return (await Shell.Run(["eval", "trec", .. named, .. options])).Succeeded().Output;
    }

    private string[] Files(string qrels, string run) => ["--qrels", _folder.File("qrels.txt", qrels), "--run", _folder.File("run.txt", run)];
}
