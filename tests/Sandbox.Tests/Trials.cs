namespace BenchHub.Sandbox.Tests;

internal static class Trials
{
    public static Task<CodeVerdict> Judge(this CodeSandbox sandbox, string program, string test, string given = "", double seconds = 10) =>
        sandbox.RunAsync(
            new CodeTrial { Program = program, Test = test, EntryPoint = "f", Given = given, Timeout = TimeSpan.FromSeconds(seconds) },
            TestContext.Current.CancellationToken);

    /// <summary>The program runs to its end and its function returns what the test expects.</summary>
    public static async Task Passes(this CodeSandbox sandbox, string program, string test, string given = "")
    {
        var verdict = await sandbox.Judge(program, test, given);
        Assert.Equal((CodeOutcome.Passed, ""), (verdict.Outcome, verdict.Detail));
    }

    public static async Task Fails(this CodeSandbox sandbox, string program, string test, CodeOutcome outcome, string detail)
    {
        var verdict = await sandbox.Judge(program, test);
        Assert.Equal(outcome, verdict.Outcome);
        Assert.Contains(detail, verdict.Detail, StringComparison.Ordinal);
    }
}
