using System.CommandLine;
using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Metrics.Retrieval;

namespace BenchHub.Cli.Evaluating;

/// <summary>What a user asked for.</summary>
/// <param name="Qrels">A path, or <c>-</c> for the standard input.</param>
/// <param name="Run">The same.</param>
/// <param name="Measures">Under names of trec_eval's or ours; empty for those of the policy.</param>
/// <param name="Policy">Which program to equal.</param>
/// <param name="PerQuery">Whether each query has its lines.</param>
/// <param name="Precision">Decimals; <see cref="PrintedNumber.AllDigits"/> for as many digits as tell a double from all others.</param>
/// <param name="Json">Whether for scripts.</param>
internal sealed record TrecRequest(
    string Qrels, string Run, IReadOnlyList<string> Measures, RetrievalPolicy Policy, bool PerQuery, int Precision, bool Json);

internal sealed class TrecOptions
{
    private readonly Option<string> _qrels = new("--qrels") { Required = true, Description = "Judgements: query iteration document grade." };
    private readonly Option<string> _run = new("--run") { Required = true, Description = "Run: query Q0 document rank score tag; - is the standard input." };

    private readonly Option<string[]> _measures = new("--measure", "-m")
    {
        Description = "As trec_eval's -m: official, all_trec, set, map, ndcg_cut.10, P.5,10; or a metric of ours, such as err@20. Repeat for several. Default: official.",
    };

    private readonly Option<string?> _mode = new("--mode") { Description = "Which trec_eval: v9 or v10. Default: v10." };
    private readonly Option<bool> _complete = new("--complete", "-c") { Description = "Count a judged query without an answer as failed." };
    private readonly Option<bool> _perQuery = new("--per-query", "-q") { Description = "Print each query's values, too." };

    private readonly Option<int?> _precision = new("--precision")
    {
        Description = $"Decimals, from 0 to 16; {PrintedNumber.AllDigits} prints all digits. Default: 4, or those of the preset.",
    };

    private readonly Option<string?> _preset = new("--preset")
    {
        Description = $"Whose numbers: {string.Join(", ", RetrievalPolicies.All.Select(static policy => policy.Name))}.",
    };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_qrels, _run, _measures, _mode, _complete, _perQuery, _precision, _preset])
        {
            command.Options.Add(option);
        }

        _mode.AcceptOnlyFromAmong("v9", "v10");
        command.Validators.Add(result =>
        {
            if (result.GetValue(_precision) is < 0 or > PrintedNumber.AllDigits)
            {
                result.AddError($"--precision is a whole number from 0 to {PrintedNumber.AllDigits}.");
            }

            if (result.GetValue(_preset) is not null && (result.GetValue(_mode) is not null || result.GetValue(_complete)))
            {
                result.AddError("A preset says which queries count and how scores are read; leave out --mode and --complete.");
            }
        });
    }

    /// <exception cref="UnknownMetricException">There is no such preset.</exception>
    public TrecRequest Of(ParseResult parsed)
    {
        var policy = parsed.GetValue(_preset) is { } name
            ? RetrievalPolicies.Find(name) ?? throw new UnknownMetricException(
                name, $"There is no preset '{name}'; the presets are {string.Join(", ", RetrievalPolicies.All.Select(static known => known.Name))}.")
            : RetrievalPolicies.TrecEval(parsed.GetValue(_mode) == "v9" ? TrecMode.V9 : TrecMode.V10, parsed.GetValue(_complete));
        return new(
            parsed.GetValue(_qrels)!, parsed.GetValue(_run)!, parsed.GetValue(_measures) ?? [], policy, parsed.GetValue(_perQuery),
            parsed.GetValue(_precision) ?? policy.Decimals ?? 4, parsed.GetValue(Common.Json));
    }
}
