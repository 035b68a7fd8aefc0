namespace BenchHub.Sandbox.Tests;

/// <summary>Answers that try to reach or to harm something.</summary>
public sealed class ContainmentTests(SandboxFixture sandboxes)
{
    public static TheoryData<Containment> Namespaces => [Containment.Bubblewrap, Containment.Unshare];

    public static TheoryData<Containment> All => [Containment.Bubblewrap, Containment.Unshare, Containment.None];

    [Theory]
    [MemberData(nameof(Namespaces))]
    public async Task Files_OfTheMachine_AreAbsentOrReadOnly(Containment containment) =>
        await sandboxes[containment].Passes(
            """
            import os
            def f():
                seen = [p for p in ('/etc/passwd', '/etc/shadow', '/proc', '/sys', '/home', '/root', '/var', '/work', '/run', '/dev/shm')
                        if os.path.exists(p)]
                written = []
                for folder in ('/', '/usr', '/etc', '/dev', '/usr/bin', '/bin'):
                    try:
                        open(folder + '/planted', 'w').close()
                        written.append(folder)
                    except OSError:
                        pass
                for path in ('/usr/bin/python3', '/etc/ld.so.cache'):
                    try:
                        open(path, 'r+').close()
                        written.append(path)
                    except OSError:
                        pass
                return seen, written, os.getcwd(), os.listdir('.')
            """,
            "r = f()\nassert r == ([], [], '/tmp', []), r");

    [Theory]
    [MemberData(nameof(Namespaces))]
    public async Task Files_OfAnAnswer_AreGoneForTheNext(Containment containment)
    {
        var sandbox = sandboxes[containment];
        for (var trial = 0; trial < 3 * Environment.ProcessorCount; trial++)
        {
            await sandbox.Passes(
                "import os, sys\ndef f():\n    before = os.listdir('/tmp')\n    open('/tmp/left.py', 'w').write('x = 1')\n    import builtins\n"
                + "    old = getattr(builtins, 'left', None)\n    builtins.left = 1\n    return before, old, os.listdir('/tmp')",
                "r = f()\nassert r == ([], None, ['left.py']), r\nimport os\nassert os.listdir('/tmp') == []");
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Environment_OfTheHub_IsNotPassedOn(Containment containment)
    {
        Environment.SetEnvironmentVariable("BENCHHUB_MASTER_KEY_TEST", "hush-hush");
        await using var sandbox = await StartOrSkip(SandboxFixture.Only(containment));

        await sandbox.Passes(
            """
            import os
            def f():
                texts = [repr(dict(os.environ))]
                for pid in ('self', '1', str(os.getppid())):
                    for name in ('environ', 'cmdline'):
                        try: texts.append(open(f'/proc/{pid}/{name}').read())
                        except OSError: pass
                return ' '.join(texts)
            """,
            "assert 'hush' not in f() and 'BENCHHUB' not in f()");
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Descriptors_OfAnAnswer_AreNothingAndItsConnection(Containment containment) =>
        await sandboxes[containment].Passes(
            """
            import os, stat
            def f():
                kinds = {}
                for number in range(4096):
                    try:
                        kinds[number] = os.fstat(number)
                    except OSError:
                        pass
                nothing = os.stat('/dev/null').st_rdev
                return [(n, k.st_rdev == nothing, stat.S_ISFIFO(k.st_mode)) for n, k in kinds.items()]
            """,
            "r = f()\nassert r == [(0, True, False), (1, True, False), (2, True, False), (3, False, True), (4, False, True)], r");

    [Theory]
    [MemberData(nameof(All))]
    public async Task Network_AnyKind_IsRefused(Containment containment) =>
        await sandboxes[containment].Passes(
            """
            def f():
                import socket
                made = []
                for family in (socket.AF_INET, socket.AF_INET6, socket.AF_UNIX, socket.AF_NETLINK, socket.AF_PACKET):
                    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_RAW):
                        try:
                            socket.socket(family, kind)
                            made.append((int(family), int(kind)))
                        except OSError:
                            pass
                return made
            """,
            "r = f()\nassert r == [], r");

    [Theory]
    [MemberData(nameof(All))]
    public async Task Processes_AnyWay_AreRefused(Containment containment) =>
        await sandboxes[containment].Passes(
            """
            import ctypes, os, signal, subprocess
            def f():
                libc = ctypes.CDLL(None)
                made = []
                def attempt(name, action):
                    try:
                        if action() in (None, -1): return
                    except (OSError, AttributeError):
                        return
                    made.append(name)
                attempt('fork', os.fork)
                attempt('vfork', libc.vfork)
                attempt('spawn', lambda: os.posix_spawn('/usr/bin/true', ['true'], {}))
                attempt('exec', lambda: os.execv('/usr/bin/true', ['true']))
                attempt('popen', lambda: subprocess.run(['/usr/bin/true']))
                attempt('kill all', lambda: os.kill(-1, signal.SIGKILL) or True)
                attempt('kill group', lambda: os.kill(0, signal.SIGKILL) or True)
                attempt('kill parent', lambda: os.kill(os.getppid(), signal.SIGKILL) or True)
                attempt('trace', lambda: libc.ptrace(16, os.getppid(), 0, 0))
                attempt('user namespace', lambda: libc.unshare(0x10000000))
                attempt('mount', lambda: libc.mount(b'none', b'/tmp', b'tmpfs', 0, None))
                attempt('memory file', lambda: libc.memfd_create(b'x', 0))
                attempt('shared memory', lambda: libc.shmget(0, 1 << 20, 0o1600))
                attempt('key', lambda: libc.syscall(248, b'user', b'k', b'v', 1, -5))
                return made
            """,
            "r = f()\nassert r == [], r");

    [Theory]
    [MemberData(nameof(All))]
    public async Task ForkBomb_IsAFailure(Containment containment) =>
        await sandboxes[containment].Fails(
            "import os\ndef f(x):\n    while True: os.fork()", "f(1)", CodeOutcome.Failed, "PermissionError");

    [Theory]
    [MemberData(nameof(Namespaces))]
    public async Task Threads_BeyondTheLimit_AreRefused(Containment containment) =>
        await sandboxes[containment].Passes(
            """
            import threading
            def f():
                stop, n = threading.Event(), 0
                try:
                    while n < 1000:
                        threading.Thread(target=stop.wait, daemon=True).start()
                        n += 1
                except RuntimeError:
                    pass
                return n
            """,
            "r = f()\nassert 14 <= r <= 17, r");

    [Theory]
    [MemberData(nameof(All))]
    public async Task Memory_TenGigabytes_IsOutOfMemory(Containment containment) =>
        await sandboxes[containment].Fails(
            "def f(x): return len(bytearray(10 << 30))", "assert f(1)", CodeOutcome.OutOfMemory, "memory");

    [Theory]
    [MemberData(nameof(All))]
    public async Task Memory_GrownSlowly_IsOutOfMemory(Containment containment) =>
        await sandboxes[containment].Fails(
            "def f(x):\n    kept = []\n    while True: kept.append(bytearray(1 << 20))", "f(1)", CodeOutcome.OutOfMemory, "memory");

    [Theory]
    [MemberData(nameof(Namespaces))]
    public async Task Disk_BeyondTheLimit_IsRefused(Containment containment) =>
        await sandboxes[containment].Passes(
            """
            def f():
                written = 0
                try:
                    for n in range(100):
                        with open(f'/tmp/{n}', 'wb', 0) as file:
                            written += file.write(bytes(1 << 20))
                except OSError:
                    pass
                return written
            """,
            "r = f()\nassert r <= 16 << 20, r");

    [Theory]
    [MemberData(nameof(All))]
    public async Task Time_EndlessLoop_TimesOut(Containment containment)
    {
        var verdict = await sandboxes[containment].Judge("def f(x):\n    while True: pass", "f(1)", seconds: 0.5);

        Assert.Equal(CodeOutcome.TimedOut, verdict.Outcome);
        Assert.Equal("No verdict within 0.5 s.", verdict.Detail);
        Assert.InRange(verdict.Elapsed.TotalSeconds, 0.5, 5);
    }

    [Theory]
    [InlineData("import time\ntime.sleep(1000)")]
    [InlineData("import signal\nfor n in range(1, 65):\n    try: signal.signal(n, signal.SIG_IGN)\n    except (OSError, ValueError): pass\nwhile True: pass")]
    [InlineData("def f(x): return x\nimport threading\nthreading.Thread(target=lambda: [0 for _ in iter(int, 1)]).start()\nwhile True: pass")]
    [InlineData("while True: print('x' * 100000)")]
    public async Task Time_WhateverTheAnswerDoes_TimesOut(string program) =>
        Assert.Equal(CodeOutcome.TimedOut, (await sandboxes[Containment.Bubblewrap].Judge(program, "f(1)", seconds: 0.5)).Outcome);

    [Fact]
    public async Task Time_TestThatNeverEnds_TimesOut() =>
        Assert.Equal(CodeOutcome.TimedOut, (await sandboxes[Containment.Bubblewrap].Judge("def f(): return 1", "while f(): pass", seconds: 0.5)).Outcome);

    [Fact]
    public async Task Processor_ManyThreadsOnOneCore_HasItsOwnLimit()
    {
        // Hashing large buffers leaves the interpreter's lock, so that two cores spend two seconds of processor time per second:
        // 3 s of timeout allow 4 s of processor time. On one core the wall time ends it. Both are the same outcome.
        const string program = """
            import hashlib, threading
            def spin():
                data = bytes(1 << 24)
                while True: hashlib.sha256(data).digest()
            def f():
                for _ in range(4): threading.Thread(target=spin, daemon=True).start()
                spin()
            """;

        // On a busy machine the kernel's hard limit may come first, which looks like any other kill; it is a failure as well.
        CodeOutcome[] ended = [CodeOutcome.TimedOut, CodeOutcome.Killed];
        Assert.Contains((await sandboxes[Containment.Bubblewrap].Judge(program, "f()", seconds: 3)).Outcome, ended);
    }

    [Theory]
    [InlineData("def f(x): raise ValueError('y' * 50_000_000)", "ValueError: yyy")]
    [InlineData("def f(x): return 'y' * 40_000_000", "larger than 16 MB")]
    public async Task Output_TooMuch_IsBounded(string program, string detail)
    {
        var verdict = await sandboxes[Containment.Bubblewrap].Judge(program, "assert f(1) == 2");

        Assert.Equal(CodeOutcome.Failed, verdict.Outcome);
        Assert.Contains(detail, verdict.Detail, StringComparison.Ordinal);
        Assert.InRange(verdict.Detail.Length, 1, 1_003);
    }

    [Fact]
    public async Task NativeFault_IsKilled() =>
        await sandboxes[Containment.Bubblewrap].Fails(
            "import ctypes\ndef f(x): ctypes.string_at(0)", "f(1)", CodeOutcome.Killed, "SIGSEGV");

    private static async Task<CodeSandbox> StartOrSkip(SandboxSettings settings)
    {
        try
        {
            return await CodeSandbox.StartAsync(settings, TestContext.Current.CancellationToken);
        }
        catch (SandboxUnavailableException none)
        {
            Assert.Skip(none.Message);
            throw;
        }
    }
}
