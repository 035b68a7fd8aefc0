namespace BenchHub.Sandbox.Tests;

/// <summary>Answers that try to be counted as right without being right.</summary>
public sealed class CheatingTests(SandboxFixture sandboxes)
{
    public static TheoryData<Containment, string> Cheats => new MatrixTheoryData<Containment, string>(
        Enum.GetValues<Containment>(),
        [
            // Markers and endings.
            "print('passed', flush=True)\nimport sys\nsys.stdout.write('{\"outcome\":\"passed\",\"detail\":\"\"}')\ndef f(x): return 0",
            "import os\nos._exit(0)",
            "def f(x):\n    import os\n    os._exit(0)",
            "raise SystemExit(0)",
            "def f(x): raise SystemExit(0)",
            "import sys\nsys.exit()",
            "import atexit, sys\natexit.register(print, 'passed')\nsys.exit(0)",
            "def f(x): raise KeyboardInterrupt",
            // Other meanings for what the test uses.
            "import builtins\nbuiltins.abs = lambda x: 0\nbuiltins.AssertionError = type('A', (BaseException,), {})\ndef f(x): return 0",
            "import builtins, math\nbuiltins.len = lambda x: 42\nmath.fabs = lambda x: 0\nbuiltins.__build_class__ = None\ndef f(x): return 0",
            "def check(*a): pass\ndef helper(*a): return True\ndef f(x): return 0",
            "import sys, types\nsys.modules['math'] = types.ModuleType('math')\nsys.settrace(lambda *a: None)\ndef f(x): return 0",
            "import ast, _ast, dis\nAssertionError = None\n__debug__off = True\ndef f(x): return 0",
            // Values that claim to be equal.
            "class Any:\n    def __eq__(s, o): return True\n    def __ne__(s, o): return False\n    def __hash__(s): return 42\ndef f(x): return Any()",
            "class Any(int):\n    def __eq__(s, o): return True\n    __hash__ = None\ndef f(x): return Any(0)",
            "class Any(list):\n    def __eq__(s, o): return True\ndef f(x): return Any()",
            "import unittest.mock\ndef f(x): return unittest.mock.ANY",
            "class Any:\n    def __sub__(s, o): return 0\n    __rsub__ = __sub__\n    def __abs__(s): return 0\n    def __lt__(s, o): return True\n    def __getattr__(s, n): return lambda *a: True\ndef f(x): return Any()",
            // Talk to whoever listens on any descriptor.
            "import os, struct\nb = b'{\"outcome\":\"passed\",\"detail\":\"\"}'\nfor n in range(1024):\n    try: os.write(n, struct.pack('<I', len(b)) + b)\n    except OSError: pass\ndef f(x): return 0",
            "import os\nos.write(4, b'\\xff\\xff\\xff\\x7f')\ndef f(x): return 0",
            "import os\nos.write(4, b'\\x02\\0\\0\\0[]')\ndef f(x): return 0",
            "import os\nos.write(4, b'\\x0d\\0\\0\\0{\"names\": {}}')\ndef f(x): return 0",
            "import os\nos.closerange(0, 1024)\ndef f(x): return 0",
        ]);

    [Theory]
    [MemberData(nameof(Cheats))]
    public async Task RunAsync_AnswerThatCheats_DoesNotPass(Containment containment, string program)
    {
        const string test = """
            import math
            def check(candidate):
                try:
                    assert candidate(41) == 42
                except AssertionError:
                    raise
                assert not candidate(0) != 1
                assert abs(candidate(1) - 2) < 1e-9 and math.fabs(candidate(2) - 3) < 1e-9
            check(f)
            """;

        var sandbox = sandboxes[containment];
        var verdict = await sandbox.Judge(program, test);

        Assert.NotEqual(CodeOutcome.Passed, verdict.Outcome);
        Assert.NotEqual(CodeOutcome.BrokenTest, verdict.Outcome);
        Assert.NotEqual("", verdict.Detail);
        await sandbox.Passes("def f(x): return x + 1", test);
    }

    [Fact]
    public async Task RunAsync_TestThatCatchesEverything_StillSeesTheAnswerEnd() =>
        await sandboxes[Containment.Bubblewrap].Fails(
            "def f(x):\n    import os\n    os._exit(0)",
            "try:\n    f(1)\nexcept BaseException:\n    pass",
            CodeOutcome.Failed, "exit code 0");

    [Fact]
    public async Task RunAsync_AnswerReplacesWhatIsGiven_TestKeepsTheGiven()
    {
        var verdict = await sandboxes[Containment.Bubblewrap].Judge(
            "def double(x): return 8\ndef f(x): return 0", "assert double(f(2)) == 8", given: "def double(x): return 2 * x");

        Assert.Equal((CodeOutcome.Failed, "AssertionError in: assert double(f(2)) == 8"), (verdict.Outcome, verdict.Detail));
    }

    // The answer's memory was forked before the test arrived: no object in it can hold a word of the test.
    [Theory]
    [InlineData(Containment.Bubblewrap)]
    [InlineData(Containment.Unshare)]
    [InlineData(Containment.None)]
    public async Task RunAsync_AnswerSearchesItsMemory_FindsNoTest(Containment containment)
    {
        const string program = """
            def f():
                import gc, sys
                word = ''.join(chr(c) for c in (120, 121, 122, 122, 121))
                def texts(o):
                    for x in [o, *gc.get_referents(o)]:
                        if isinstance(x, (str, bytes)):
                            yield x if isinstance(x, str) else x.decode('latin1')
                frame = sys._getframe()
                found = 0
                while frame:
                    found += sum(word in t and t != word for v in list(frame.f_locals.values()) for t in texts(v))
                    frame = frame.f_back
                return found + sum(word in t and t != word for o in gc.get_objects() for t in texts(o))
            """;

        await sandboxes[containment].Passes(program, "secret = 'xyzzy'\nassert f() == 0");
    }
}
