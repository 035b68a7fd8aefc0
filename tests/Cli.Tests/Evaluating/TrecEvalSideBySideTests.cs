using System.Diagnostics;
using System.Globalization;
using System.Text;
using BenchHub.Cli.Tests.Processes;
using BenchHub.Evaluation.Tests.Golden;

namespace BenchHub.Cli.Tests.Evaluating;

/// <summary>Where <c>trec_eval</c> is on the PATH: its output and ours, byte for byte, on the same files.</summary>
public sealed class TrecEvalSideBySideTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Theory]
    [InlineData("-m all_trec -q")]
    [InlineData("-m all_trec -c -q")]
    [InlineData("")]
    [InlineData("-c -m ndcg_cut.10 -m P.5,10 -m success.3")]
    [InlineData("-m set_F.2.0 -m iprec_at_recall.0.25,.5 -m Rprec_mult.0.5 -q")]
    public async Task Eval_CranfieldRuns_PrintsWhatTrecEvalPrints(string options)
    {
        var mode = await Version();
        var (qrels, run) = Cranfield();

        var theirs = await TrecEval([.. options.Split(' ', StringSplitOptions.RemoveEmptyEntries), qrels, run]);
        var ours = await Shell.Run(["eval", "trec", "--qrels", qrels, "--run", run, "--mode", mode, .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        Assert.Equal(theirs.Code, ours.Code);
        Assert.Equal(Known(theirs.Output), Known(ours.Output));
    }

    public void Dispose() => _folder.Dispose();

    // trec_eval 10 scales rbp by two numbers that it never sets, so its value differs from build to build.
    private static string Known(string output) =>
        string.Concat(output.Split('\n').Where(static line => !line.StartsWith("rbp ", StringComparison.Ordinal)).Select(static line => line + "\n"));

    private static async Task<string> Version() =>
        (await TrecEval(["-v"])).Errors.Contains("version 9", StringComparison.Ordinal) ? "v9" : "v10";

    private static async Task<CliOutcome> TrecEval(string[] arguments)
    {
        Process process;
        try
        {
            process = Process.Start(new ProcessStartInfo("trec_eval", arguments)
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardOutputEncoding = Encoding.UTF8,
            })!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("trec_eval is not on the PATH.");
            throw;
        }

        using (process)
        {
            using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            var errors = process.StandardError.ReadToEndAsync(deadline.Token);
            var output = await process.StandardOutput.ReadToEndAsync(deadline.Token);
            await process.WaitForExitAsync(deadline.Token);
            return new("trec_eval", process.ExitCode, output, await errors);
        }
    }

    /// <summary>Cranfield's judgements, and a run of random scores with ties, some apart by less than single precision.</summary>
    private (string Qrels, string Run) Cranfield()
    {
        var random = new Random(20261);
        var judged = File.ReadLines(SharedFolder.Find("data/cranfield/qrels/test.tsv")).Skip(1).Select(static line => line.Split('\t')).ToList();
        var qrels = new StringBuilder();
        var run = new StringBuilder();
        foreach (var query in judged.GroupBy(static row => row[0]))
        {
            foreach (var row in query)
            {
                qrels.Append(CultureInfo.InvariantCulture, $"{row[0]} 0 {row[1]} {row[2]}\n");
            }

            var found = Enumerable.Range(0, 60).Select(_ => random.Next(1, 1_401).ToString(CultureInfo.InvariantCulture))
                .Concat(query.Where(_ => random.Next(2) == 0).Select(static row => row[1]));
            foreach (var document in found.Distinct())
            {
                var score = random.Next(3) switch { 0 => Math.Round(random.NextDouble(), 1), 1 => 0.5 + (random.NextDouble() * 1e-8), _ => random.NextDouble() };
                run.Append(CultureInfo.InvariantCulture, $"{query.Key} Q0 {document} 0 {score:R} random\n");
            }
        }

        return (_folder.File("qrels.txt", qrels.ToString()), _folder.File("run.txt", run.ToString()));
    }
}
