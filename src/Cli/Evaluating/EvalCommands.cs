using System.CommandLine;
using System.Text.Json.Nodes;
using BenchHub.Evaluation.Formats;
using BenchHub.Evaluation.Metrics;
using Spectre.Console;

namespace BenchHub.Cli.Evaluating;

/// <summary>Scoring of files without a hub.</summary>
internal static class EvalCommands
{
    public static Command Create() => new("eval", "Score files, without a hub.") { EvalTextCommand.Create() };

    extension(Command command)
    {
        /// <summary>Runs here; a file or metric that will not do is named in a sentence, and the command ends with 1.</summary>
        public Command RunsHere(Func<ParseResult, CancellationToken, int> action)
        {
            command.SetAction((parsed, ct) =>
            {
                try
                {
                    return Task.FromResult(action(parsed, ct));
                }
                catch (Exception refusal) when (refusal is MalformedInputException or UnknownMetricException or IOException or UnauthorizedAccessException)
                {
                    Say(refusal.Message, parsed.GetValue(Common.Json));
                    return Task.FromResult(1);
                }
                catch (OperationCanceledException) when (ct.IsCancellationRequested)
                {
                    return Task.FromResult(130);
                }
            });
            return command;
        }
    }

    private static void Say(string sentence, bool json)
    {
        if (json)
        {
            Console.Out.WriteLine(new JsonObject { ["error"] = new JsonObject { ["detail"] = sentence } }.ToJsonString());
        }

        Common.Notes.MarkupLineInterpolated($"[red]{sentence}[/]");
    }
}
