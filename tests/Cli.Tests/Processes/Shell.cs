namespace BenchHub.Cli.Tests.Processes;

internal static class Shell
{
    /// <summary>60 judged queries over 200 passages; it stands beside the program.</summary>
    public static string Collection => Path.Combine(AppContext.BaseDirectory, "examples", "evaluation-ko-en");

    /// <summary>Runs a command to its end.</summary>
    public static async Task<CliOutcome> Run(params string[] arguments)
    {
        await using var process = CliProcess.Start(arguments);
        return await process.End();
    }
}
