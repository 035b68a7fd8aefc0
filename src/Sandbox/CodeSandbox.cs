using System.Collections.Concurrent;

namespace BenchHub.Sandbox;

/// <summary>
/// Runs Python that a model wrote, without network, without the machine's files, within limits. Each trial has fresh processes,
/// forked from a warm parent that runs nobody's code; nothing of a trial outlives it. The test runs in a process of its own that
/// exchanges plain values with the program's, so that a program can only pass by returning what the test expects.
/// </summary>
public sealed class CodeSandbox : IAsyncDisposable
{
    private static readonly CodeTrial Probe = new()
    {
        Program = "def probe(x):\n    return x + 1\n",
        Test = "assert probe(1) == 2",
        EntryPoint = "probe",
        Timeout = TimeSpan.FromSeconds(20),
    };

    private readonly ConcurrentBag<Worker> _idle;
    private readonly Launch _launch;
    private readonly SemaphoreSlim _slots;

    private CodeSandbox(Launch launch, Worker first)
    {
        _launch = launch;
        _idle = [first];
        _slots = new SemaphoreSlim(launch.Settings.Workers);
        Python = first.Python;
    }

    /// <summary>What contains the answers.</summary>
    public Containment Containment => _launch.Containment;

    /// <summary>The interpreter's version, which belongs in a result's signature.</summary>
    public string Python { get; }

    /// <summary>Finds the first containment that works here, by running a program in it.</summary>
    /// <exception cref="SandboxUnavailableException">None works and <see cref="SandboxSettings.AllowUnconfined"/> is off.</exception>
    public static async Task<CodeSandbox> StartAsync(SandboxSettings settings, CancellationToken cancellationToken)
    {
        if (settings.Workers < 1 || settings.Memory < 64 << 20 || settings.Disk < 4096 || settings.Threads < 0)
        {
            throw new ArgumentException(
                "A sandbox needs at least 1 worker, 64 MiB of memory, 4 KiB of disk and no negative number of threads.", nameof(settings));
        }

        var python = Interpreter.Find(settings.Python);
        var reasons = new List<string>();
        IEnumerable<Containment> containments = settings.AllowUnconfined
            ? [.. settings.Containments, Containment.None] : settings.Containments;
        foreach (var containment in containments)
        {
            try
            {
                var launch = new Launch(containment, python, settings);
                return new CodeSandbox(launch, await Proven(launch, cancellationToken));
            }
            catch (WorkerLostException lost)
            {
                reasons.Add($"{containment.ToString().ToLowerInvariant()}: {lost.Message}");
            }
        }

        throw new SandboxUnavailableException(
            "No sandbox for the code of answers can be had here. Install bubblewrap (`apt-get install bubblewrap`) and let this user "
            + "create user namespaces (in a container: a seccomp profile that permits `unshare` and `mount`), or allow code to run "
            + $"unconfined. Tried: {string.Join(" | ", reasons)}");
    }

    /// <summary>Runs one trial as soon as a worker is free. A worker that is lost is replaced and its trial repeated once.</summary>
    /// <exception cref="OperationCanceledException">The trial was given up; its processes are gone.</exception>
    public async Task<CodeVerdict> RunAsync(CodeTrial trial, CancellationToken cancellationToken)
    {
        if (trial.Timeout < TimeSpan.FromMilliseconds(1) || trial.Timeout > TimeSpan.FromHours(1))
        {
            throw new ArgumentException("A trial's timeout lies between 1 ms and 1 h.", nameof(trial));
        }

        await _slots.WaitAsync(cancellationToken);
        try
        {
            return await TryOn(trial, cancellationToken) ?? await TryOn(trial, cancellationToken)
                ?? new CodeVerdict(CodeOutcome.Killed, "The sandbox's worker was lost twice while it ran this program.", TimeSpan.Zero);
        }
        finally
        {
            _slots.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_idle.Select(worker => worker.DisposeAsync().AsTask()));
        _slots.Dispose();
    }

    private static async Task<Worker> Proven(Launch launch, CancellationToken cancellationToken)
    {
        var worker = await Worker.StartAsync(launch, cancellationToken);
        try
        {
            var verdict = await worker.RunAsync(Probe, cancellationToken);
            return verdict.Outcome == CodeOutcome.Passed ? worker : throw new WorkerLostException(verdict.Detail);
        }
        catch
        {
            await worker.DisposeAsync();
            throw;
        }
    }

    private async Task<CodeVerdict?> TryOn(CodeTrial trial, CancellationToken cancellationToken)
    {
        var worker = _idle.TryTake(out var warm) ? warm : await Worker.StartAsync(_launch, cancellationToken);
        try
        {
            var verdict = await worker.RunAsync(trial, cancellationToken);
            _idle.Add(worker);
            return verdict;
        }
        catch (WorkerLostException)
        {
            await worker.DisposeAsync();
            return null;
        }
        catch
        {
            await worker.DisposeAsync();
            throw;
        }
    }
}
