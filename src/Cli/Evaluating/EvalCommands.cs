using System.CommandLine;

namespace BenchHub.Cli.Evaluating;

/// <summary>Measuring files on this machine; no hub is asked.</summary>
internal static class EvalCommands
{
    public static Command Create() => new("eval", "Measure files without a hub.") { TrecCommand.Create(), EvalTextCommand.Create() };
}
