using BenchHub.Cli;
using BenchHub.Cli.Comparisons;

// A hub that is asked to end lets open calls end first, which the host bounds at 30 s; the default here would cut that off.
var parsed = Root.Command().Parse(args);
var code = await parsed.InvokeAsync(new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(35) });

// Arguments that make no sense end with 1, which a build server would take for a gate that failed.
return code == 1 && parsed.Errors.Count > 0 && GateCommand.IsAsked(args) ? GateCommand.Error : code;
