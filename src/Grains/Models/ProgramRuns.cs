using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Tasks;
using BenchHub.Sandbox;
using BenchHub.Storage.Models;

namespace BenchHub.Grains.Models;

/// <summary>Runs the programs that a model wrote against their task's test.</summary>
internal sealed class ProgramRuns(CodeSandbox sandbox)
{
    /// <returns>The outputs with what came of each: passed or not, and why not.</returns>
    public async Task<ModelOutput[]> Judge(TaskPrompt asked, IReadOnlyList<ModelOutput> outputs, IReadOnlyList<string> programs, CancellationToken abandon) =>
        await Task.WhenAll(outputs.Select((output, i) => Judge(asked.Program!, output, CodeBlock.Of(programs[i]), abandon)));

    /// <summary>What may change a verdict stands in the signature.</summary>
    public Signature Sign(Signature signature) =>
        signature.With("python", sandbox.Python).With("sandbox", sandbox.Containment.ToString().ToLowerInvariant());

    private async Task<ModelOutput> Judge(TaskProgram program, ModelOutput output, string code, CancellationToken abandon)
    {
        var trial = CodeTrial.Completing(program.Given, code, program.EntryPoint, program.Test) with { Timeout = program.Timeout };
        var verdict = await sandbox.RunAsync(trial, abandon);
        return output with
        {
            Passed = verdict.Outcome is CodeOutcome.BrokenTest ? null : verdict.Outcome is CodeOutcome.Passed,
            Notes = verdict.Outcome is CodeOutcome.Passed ? null : $"{Word(verdict.Outcome)}{(verdict.Detail.Length > 0 ? $": {verdict.Detail}" : "")}",
        };
    }

    private static string Word(CodeOutcome outcome) => outcome switch
    {
        CodeOutcome.Failed => "The program failed its test",
        CodeOutcome.TimedOut => "The program took too long",
        CodeOutcome.OutOfMemory => "The program needed too much memory",
        CodeOutcome.Killed => "The program was ended by a signal",
        _ => "The task's own test cannot be run",
    };
}
