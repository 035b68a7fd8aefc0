using BenchHub.Cli;

// A hub that is asked to end lets open calls end first, which the host bounds at 30 s; the default here would cut that off.
return await Root.Command().Parse(args).InvokeAsync(new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(35) });
