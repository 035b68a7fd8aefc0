using System.Diagnostics;
using System.Text;
using System.Threading.Channels;

namespace BenchHub.Cli.Tests.Processes;

/// <summary>The program itself, as a shell would start it. Disposing it kills it, if it still runs.</summary>
internal sealed class CliProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _command;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly Task _reading;

    private CliProcess(Process process, string command)
    {
        (_process, _command) = (process, command);
        _reading = ReadToEnd();
    }

    public int Id => _process.Id;

    /// <summary>A program that stands beside the tests.</summary>
    public static CliProcess Start(
        IEnumerable<string> arguments, string? temporary = null, IReadOnlyDictionary<string, string>? environment = null, string program = "benchhub")
    {
        // A test runner in the background of a shell ignores Ctrl-C and hands that down; env undoes it and becomes the program.
        var start = new ProcessStartInfo("env")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var name in start.Environment.Keys.Where(static name => name.StartsWith("BENCHHUB", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        start.Environment["TMPDIR"] = temporary ?? Path.GetTempPath();
        string[] all = ["--default-signal=INT", Path.Combine(AppContext.BaseDirectory, program), .. arguments];
        foreach (var argument in all)
        {
            start.ArgumentList.Add(argument);
        }

        return new(Process.Start(start)!, $"{program} {string.Join(' ', all[2..])}");
    }

    /// <summary>The next line, on either stream, that holds the text.</summary>
    public Task<string> Line(string text) => Find(text).Within(Deadline.Usual, () => $"'{_command}' has not said '{text}'.{Said()}");

    public async Task<CliOutcome> End()
    {
        await Ended().Within(Deadline.Usual, () => $"'{_command}' has not ended.{Said()}");
        return new(_command, _process.ExitCode, _output.ToString(), _errors.ToString());
    }

    /// <param name="name">KILL, TERM or INT.</param>
    public async Task Signal(string name)
    {
        using var kill = Process.Start("sh", ["-c", $"kill -{name} {_process.Id}"]);
        await kill.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await Ended().Within(Deadline.Usual, () => $"'{_command}' outlives SIGKILL.");
        _process.Dispose();
    }

    private async Task<bool> Ended()
    {
        await _process.WaitForExitAsync();
        await _reading;
        return true;
    }

    private async Task<string> Find(string text)
    {
        await foreach (var line in _lines.Reader.ReadAllAsync())
        {
            if (line.Contains(text, StringComparison.Ordinal))
            {
                return line;
            }
        }

        throw new InvalidOperationException($"'{_command}' ended without saying '{text}'.{Said()}");
    }

    private async Task ReadToEnd()
    {
        await Task.WhenAll(Read(_process.StandardOutput, _output), Read(_process.StandardError, _errors));
        _lines.Writer.Complete();
    }

    private async Task Read(StreamReader stream, StringBuilder target)
    {
        while (await stream.ReadLineAsync() is { } line)
        {
            lock (target)
            {
                target.Append(line).Append('\n');
            }

            _lines.Writer.TryWrite(line);
        }
    }

    private string Said()
    {
        lock (_output)
        {
            lock (_errors)
            {
                return $"\nstdout: {_output}\nstderr: {_errors}";
            }
        }
    }
}
