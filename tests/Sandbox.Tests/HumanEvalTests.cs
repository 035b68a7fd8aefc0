using System.IO.Compression;
using System.Text.Json;

namespace BenchHub.Sandbox.Tests;

/// <summary>The 164 problems where the data lies beside the repository, and three of our own in the same form everywhere.</summary>
public sealed class HumanEvalTests(SandboxFixture sandboxes)
{
    private const string Given = "def twice(x):\n    return 2 * x\n\n\ndef half(x):\n    \"\"\" Undo twice. \"\"\"\n";
    private const string Check = "\n\ndef check(candidate):\n    assert candidate(twice(21)) == 21\n    assert twice(candidate(4)) == 4\n";

    [Theory]
    [InlineData("    return x // 2\n", CodeOutcome.Passed)]
    [InlineData("    return x // 2", CodeOutcome.Passed)]
    [InlineData("def half(x):\n    return x // 2", CodeOutcome.Passed)]
    [InlineData("from math import floor\n\ndef half(x):\n    return floor(x / 2)", CodeOutcome.Passed)]
    [InlineData("    return x\n", CodeOutcome.Failed)]
    [InlineData("", CodeOutcome.Failed)]
    [InlineData("    return x\n\ndef twice(x):\n    return x\n", CodeOutcome.Failed)]
    [InlineData("    return 0\n\ndef check(candidate):\n    pass\n", CodeOutcome.Failed)]
    [InlineData("return x // 2\n", CodeOutcome.Failed)]
    public async Task Completing_Completion_IsJudgedByCheck(string completion, CodeOutcome outcome) =>
        Assert.Equal(outcome, (await sandboxes[Containment.Bubblewrap].RunAsync(Trial(Given, completion, "half", Check), Ct)).Outcome);

    [Theory]
    [InlineData(Containment.Bubblewrap)]
    [InlineData(Containment.Unshare)]
    [InlineData(Containment.None)]
    public async Task RunAsync_CanonicalSolutions_AllPass(Containment containment)
    {
        var verdicts = await Judge(containment, (_, canonical) => canonical);

        Assert.Equal(164, verdicts.Count(verdict => verdict.Outcome == CodeOutcome.Passed));
    }

    // Problems 0, 4, 8 ... 160 are broken: 41 of 164; 123 pass, pass@1 = 0.75.
    [Fact]
    public async Task RunAsync_EveryFourthBroken_ThreeQuartersPass()
    {
        var verdicts = await Judge(Containment.Bubblewrap, (index, canonical) => index % 4 == 0 ? "    return None\n" : canonical);

        Assert.Equal(123, verdicts.Count(verdict => verdict.Outcome == CodeOutcome.Passed));
        Assert.All(verdicts.Where((_, index) => index % 4 == 0), verdict => Assert.Equal(CodeOutcome.Failed, verdict.Outcome));
    }

    // The hostile ones stand before a right solution, which they never reach; 33 + 33 + 33 + 33 + 32 = 164.
    [Fact]
    public async Task RunAsync_HostileAnswers_AreAllFailures()
    {
        string[] hostile = ["while True: os.fork()", "while True: pass", "x = bytearray(10 << 30)", "open('/usr/planted', 'w')", "socket.create_connection(('1.1.1.1', 80))"];
        CodeOutcome[] expected = [CodeOutcome.Failed, CodeOutcome.TimedOut, CodeOutcome.OutOfMemory, CodeOutcome.Failed, CodeOutcome.Failed];

        var verdicts = await Judge(Containment.Bubblewrap, (index, canonical) =>
            $"    import os, socket\n    {hostile[index % 5]}\n{canonical}", seconds: 0.5);

        Assert.All(verdicts.Index(), verdict => Assert.Equal(expected[verdict.Index % 5], verdict.Item.Outcome));
    }

    private async Task<CodeVerdict[]> Judge(Containment containment, Func<int, string, string> answer, double seconds = 10)
    {
        var sandbox = sandboxes[containment];
        var records = Records();
        Assert.Equal(164, records.Count);
        return await Task.WhenAll(records.Select((record, index) => sandbox.RunAsync(
            Trial(Text(record, "prompt"), answer(index, Text(record, "canonical_solution")), Text(record, "entry_point"), Text(record, "test")) with
            {
                Timeout = TimeSpan.FromSeconds(seconds),
            },
            Ct)));
    }

    private static CodeTrial Trial(string given, string completion, string entryPoint, string test) =>
        CodeTrial.Completing(given, completion, entryPoint, $"{test}\ncheck({entryPoint})\n");

    private static string Text(JsonElement record, string field) => record.GetProperty(field).GetString()!;

    private static List<JsonElement> Records()
    {
        using var packed = File.OpenRead(SharedFolder.Find("data/humaneval/HumanEval.jsonl.gz"));
        using var lines = new StreamReader(new GZipStream(packed, CompressionMode.Decompress));
        return [.. lines.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line))];
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;
}
