using System.CommandLine;
using BenchHub.Evaluation.Formats;
using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Trec;
using Spectre.Console;

namespace BenchHub.Cli.Evaluating;

/// <summary><c>benchhub eval trec</c>: what trec_eval prints, and its exit codes.</summary>
internal static class TrecCommand
{
    private const int BadUsage = 1;
    private const int BadFile = 2;
    private const int Unanswered = 4;
    private const int NothingInCommon = 7;

    public static Command Create()
    {
        var options = new TrecOptions();
        var command = new Command("trec", "Measure a TREC run against TREC judgements, as trec_eval does.");
        options.AddTo(command);
        command.SetAction(async (parsed, ct) =>
        {
            try
            {
                await Measure(options.Of(parsed), ct);
                return 0;
            }
            catch (UnknownMetricException refusal)
            {
                return Refuse(BadUsage, refusal.Message);
            }
            catch (MalformedInputException refusal)
            {
                return Refuse(BadFile, refusal.Message);
            }
            catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
            {
                return Refuse(BadFile, refusal.Message);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return 130;
            }
            catch (UnmeasurableRunException refusal)
            {
                return refusal.Unanswered
                    ? Refuse(Unanswered, $"{refusal.Message} That is --complete, or --mode v9.")
                    : Refuse(NothingInCommon, refusal.Message);
            }
        });
        return command;
    }

    private static async Task Measure(TrecRequest request, CancellationToken ct)
    {
        var lines = TrecLines.Of(request.Measures, request.Policy);
        var metrics = MetricSet.Parse(["num_q", .. lines.Where(static line => line.Metric is not null).Select(static line => line.Metric!.ToString())]);
        await using var qrels = Open(request.Qrels);
        await using var run = Open(request.Run);
        var result = await TrecEvaluation.MeasureAsync(
            new(request.Qrels, qrels), new(request.Run, run), metrics, request.Policy, lines.Max(static line => line.Leading), ct);
        await using var output = Console.OpenStandardOutput();
        if (request.Json)
        {
            TrecJson.Write(output, result, lines, metrics, request);
        }
        else
        {
            await using var text = new StreamWriter(output) { NewLine = "\n" };
            new TrecText(text, result, metrics, request).Write(lines);
        }
    }

    private static Stream Open(string path) => path is "-"
        ? Console.OpenStandardInput()
        : new FileStream(path, new FileStreamOptions { Options = FileOptions.SequentialScan });

    private static int Refuse(int code, string sentence)
    {
        Common.Notes.MarkupLineInterpolated($"[red]{sentence}[/]");
        return code;
    }
}
