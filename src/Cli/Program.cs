using BenchHub.Cli;

return await Root.Command().Parse(args).InvokeAsync(new() { EnableDefaultExceptionHandler = false });
