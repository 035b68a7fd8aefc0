using System.Diagnostics;
using System.Globalization;

namespace BenchHub.Sandbox.Tests;

public sealed class CodeSandboxTests(SandboxFixture sandboxes)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    // Each kind of value crosses to the answer and back unchanged, type included.
    [Theory]
    [InlineData("None, True, False, 0, -1, 2**63, -2**63 - 1, 10**5000, 1.5, float('inf'), -0.0, 1e-300")]
    [InlineData("'', 'a\\0b', '한글 \\ud800 😀', b'\\xff', bytearray(b'x')")]
    [InlineData("[], [1, [2, (3,)]], (), (1, [2]), {}, {1: 'a', (2, 3): {4}}, set(), frozenset([1]), range(2, 9, 3)")]
    [InlineData("1 + 2j, __import__('decimal').Decimal('1.10'), __import__('fractions').Fraction(1, 3)")]
    public async Task RunAsync_PlainValues_CrossUnchanged(string values) =>
        await sandboxes[Containment.Bubblewrap].Passes(
            "def f(*args, **kw): return args, kw",
            $"a = ({values},)\nr = f(*a, k=a)\nassert r == (a, {{'k': a}}), r\nassert [type(x) for x in r[0]] == [type(x) for x in a]");

    [Theory]
    [InlineData("def f(l): l.sort()", "l = [3, 1]\nassert f(l) is None and l == [1, 3]")]
    [InlineData("def f(d): d.pop(1)", "d = {1: 2, 3: 4}\nf(d)\nassert d == {3: 4}")]
    [InlineData("def f(g, x): return g(x) + 1", "assert f(lambda y: y * 2, 4) == 9")]
    [InlineData("def f(n): return lambda x: x + n", "assert f(2)(3) == 5")]
    [InlineData("def f():\n    n = 0\n    while True:\n        yield n\n        n += 1", "import itertools\nassert list(itertools.islice(f(), 3)) == [0, 1, 2]")]
    [InlineData("class Stack:\n    def __init__(s): s.l = []\n    def push(s, x): s.l.append(x)\n    def __len__(s): return len(s.l)", "s = Stack()\ns.push(3)\nassert len(s) == 1 and s.l == [3]")]
    [InlineData("from dataclasses import dataclass\n@dataclass\nclass P:\n    x: int\ndef f(x): return P(x)", "assert f(3).x == 3")]
    [InlineData("import re\ndef f(s): return re.match('a', s)", "assert f('abc')\nassert not f('b')")]
    [InlineData("from collections import Counter, OrderedDict\ndef f(s): return Counter(s)", "assert f('aab') == {'a': 2, 'b': 1}")]
    [InlineData("def f(x): raise KeyError('no')", "try:\n    f(1)\n    assert False\nexcept KeyError as e:\n    pass")]
    [InlineData("import math\ndef f(x): return x", "assert math.floor(f(1.5)) == 1")]
    [InlineData("import asyncio\ndef f(x):\n    async def g(): return x\n    return asyncio.run(g())", "assert f(1) == 1")]
    [InlineData("if __name__ == '__main__':\n    raise SystemExit(input())\ndef f(x): return x", "assert f(1) == 1")]
    public async Task RunAsync_HonestAnswer_Passes(string program, string test) =>
        await sandboxes[Containment.Bubblewrap].Passes(program, test);

    [Theory]
    [InlineData("def f(x) return x", "f(1)", "SyntaxError: expected ':' (answer.py, line 1) (line 1 of the answer)")]
    [InlineData("def g(x): return x", "f(1)", "NameError: name 'f' is not defined in: f(1)")]
    [InlineData("def f(x):\n    return x[0]", "assert f(1) == 1", "TypeError: 'int' object is not subscriptable (line 2 of the answer)")]
    [InlineData("def f(x): return x", "assert f(1) == 1\nassert f(2) == 3, 'two'", "AssertionError: two in: assert f(2) == 3, 'two'")]
    [InlineData("def f(x): return f(x)", "f(1)", "RecursionError: maximum recursion depth exceeded (line 1 of the answer)")]
    [InlineData("\0", "f(1)", "source code string cannot contain null bytes")]
    public async Task RunAsync_WrongAnswer_SaysWhy(string program, string test, string detail) =>
        await sandboxes[Containment.Bubblewrap].Fails(program, test, CodeOutcome.Failed, detail);

    [Theory]
    [InlineData("def (", "", "SyntaxError")]
    [InlineData("assert True", "import nothing_of_this_name", "ModuleNotFoundError")]
    public async Task RunAsync_TestThatCannotRun_IsNotHeldAgainstTheAnswer(string test, string given, string detail)
    {
        var verdict = await sandboxes[Containment.Bubblewrap].Judge("def f(x): return x", test, given);

        Assert.Equal(CodeOutcome.BrokenTest, verdict.Outcome);
        Assert.Contains(detail, verdict.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_Randomness_IsTheSameEachTime()
    {
        const string program = "import random\ndef f(): return [random.random(), list({'a', 'b', 'c', 'd'})]";
        var details = new HashSet<string>();
        for (var trial = 0; trial < 4 * Environment.ProcessorCount; trial++)
        {
            details.Add((await sandboxes[Containment.Bubblewrap].Judge(program, "raise ValueError(f())")).Detail);
        }

        Assert.Single(details);
    }

    [Fact]
    public async Task RunAsync_WorkerIsKilled_TrialIsRepeatedOnAnother()
    {
        // The limit is this sandbox's mark in the command lines of its processes.
        const long mark = (512 << 20) + 4_096 * 7;
        await using var sandbox = await Start(new() { Workers = 1, Memory = mark });
        var trial = sandbox.Judge("def f():\n    while True: pass", "f()", seconds: 3);

        foreach (var process in await Marked(mark))
        {
            process.Kill();
        }

        Assert.Equal(CodeOutcome.TimedOut, (await trial).Outcome);
        await sandbox.Passes("def f(): return 1", "assert f() == 1");
    }

    [Fact]
    public async Task RunAsync_Canceled_LeavesNoProcess()
    {
        const long mark = (512 << 20) + 4_096 * 8;
        var sandbox = await Start(new() { Workers = 1, Memory = mark });
        using var cancel = new CancellationTokenSource();
        var trial = sandbox.RunAsync(
            new() { Program = "while True: pass", Test = "", Timeout = TimeSpan.FromMinutes(1) }, cancel.Token);
        var processes = await Marked(mark);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => trial);
        await Task.WhenAll(processes.Select(process => process.WaitForExitAsync(Ct))).WaitAsync(TimeSpan.FromSeconds(20), Ct);
        await sandbox.Passes("def f(): return 1", "assert f() == 1");
        await sandbox.DisposeAsync();
        Assert.Empty(Find(mark));
    }

    [Fact]
    public async Task RunAsync_MoreTrialsThanWorkers_AllGetTheirOwnVerdict()
    {
        var sandbox = sandboxes[Containment.Bubblewrap];
        var verdicts = await Task.WhenAll(Enumerable.Range(0, 60).Select(n => sandbox.Judge($"def f(): return {n}", $"assert f() % 3 == 0, {n}", seconds: 60)));

        Assert.All(verdicts.Index(), verdict => Assert.Equal(
            verdict.Index % 3 == 0 ? "" : $"AssertionError: {verdict.Index} in: assert f() % 3 == 0, {verdict.Index}", verdict.Item.Detail));
    }

    [Fact]
    public async Task StartAsync_NothingContains_SaysWhatToInstall()
    {
        var refused = await Assert.ThrowsAsync<SandboxUnavailableException>(() => CodeSandbox.StartAsync(new() { Containments = [] }, Ct));

        Assert.Contains("apt-get install bubblewrap", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartAsync_NoInterpreter_NamesIt()
    {
        var refused = await Assert.ThrowsAsync<SandboxUnavailableException>(() => CodeSandbox.StartAsync(new() { Python = "/no/python3" }, Ct));

        Assert.Equal("There is no Python interpreter at /no/python3.", refused.Message);
    }

    [Fact]
    public async Task StartAsync_InterpreterThatIsNone_SaysWhatItSaid()
    {
        var refused = await Assert.ThrowsAsync<SandboxUnavailableException>(() => CodeSandbox.StartAsync(new() { Python = "/usr/bin/false" }, Ct));

        Assert.Contains("bubblewrap: It ended without a word.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartAsync_Settings_AreChecked() =>
        await Assert.ThrowsAsync<ArgumentException>(() => CodeSandbox.StartAsync(new() { Workers = 0 }, Ct));

    [Fact]
    public async Task RunAsync_Timeout_IsChecked() =>
        await Assert.ThrowsAsync<ArgumentException>(() => sandboxes[Containment.None].Judge("", "", seconds: 0));

    private static async Task<CodeSandbox> Start(SandboxSettings settings)
    {
        try
        {
            return await CodeSandbox.StartAsync(settings, Ct);
        }
        catch (SandboxUnavailableException none)
        {
            Assert.Skip(none.Message);
            throw;
        }
    }

    /// <summary>The processes of a sandbox as soon as a trial has begun in it: the worker's own, and the trial's two.</summary>
    private static async Task<List<Process>> Marked(long mark)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        deadline.CancelAfter(TimeSpan.FromSeconds(30));
        while (true)
        {
            var found = Find(mark);
            if (found.Count(process => !process.ProcessName.StartsWith("bwrap", StringComparison.Ordinal)) >= 3)
            {
                return found;
            }

            await tick.WaitForNextTickAsync(deadline.Token);
        }
    }

    private static List<Process> Find(long mark) =>
        [.. Process.GetProcesses().Where(process => CommandLine(process.Id).Contains($"\"memory\":{mark.ToString(CultureInfo.InvariantCulture)}", StringComparison.Ordinal))];

    private static string CommandLine(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/cmdline");
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
