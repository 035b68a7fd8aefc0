using System.Buffers.Binary;
using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace BenchHub.Sandbox;

/// <summary>One warm interpreter in its containment; runs one trial at a time.</summary>
internal sealed class Worker : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    private readonly Process _process;
    private readonly Task<string> _complaint;

    private Worker(Process process)
    {
        _process = process;
        _complaint = process.StandardError.ReadToEndAsync(CancellationToken.None);
    }

    /// <summary>The interpreter's version, such as 3.11.2.</summary>
    public string Python { get; private set; } = "";

    /// <exception cref="WorkerLostException">The containment or the interpreter did not start; the message is theirs.</exception>
    public static async Task<Worker> StartAsync(Launch launch, CancellationToken cancellationToken)
    {
        Process process;
        try
        {
            process = Process.Start(launch.Command())!;
        }
        catch (Win32Exception refused)
        {
            throw new WorkerLostException(refused.Message, refused);
        }

        var worker = new Worker(process);
        try
        {
            worker.Python = (await worker.Receive<Hello>(Patience, cancellationToken)).Python;
            return worker;
        }
        catch
        {
            await worker.DisposeAsync();
            throw;
        }
    }

    /// <exception cref="WorkerLostException">The worker ended or fell silent; it has to be replaced.</exception>
    public async Task<CodeVerdict> RunAsync(CodeTrial trial, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new { given = trial.Given, program = trial.Program, test = trial.Test, entry = trial.EntryPoint });
        var frame = new byte[8 + body.Length];
        BinaryPrimitives.WriteInt32LittleEndian(frame, body.Length);
        BinaryPrimitives.WriteInt32LittleEndian(frame.AsSpan(4), (int)trial.Timeout.TotalMilliseconds);
        body.CopyTo(frame, 8);
        var sent = Send(frame);
        var said = await Receive<Said>(trial.Timeout + Patience, cancellationToken);
        await sent;
        return new CodeVerdict(said.Outcome, said.Detail, TimeSpan.FromSeconds(said.Seconds));
    }

    public async ValueTask DisposeAsync()
    {
        // The server ends with its standard input, and everything in its namespaces ends with it.
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It is gone already, with something unsent.
        }

        try
        {
            await _process.WaitForExitAsync(CancellationToken.None).WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private async Task Send(byte[] frame)
    {
        try
        {
            await _process.StandardInput.BaseStream.WriteAsync(frame, CancellationToken.None);
            await _process.StandardInput.BaseStream.FlushAsync(CancellationToken.None);
        }
        catch (IOException)
        {
            // The answer that does not come tells it, with the reason.
        }
    }

    private async Task<T> Receive<T>(TimeSpan patience, CancellationToken cancellationToken)
    {
        try
        {
            return await Receive<T>().WaitAsync(patience, cancellationToken);
        }
        catch (EndOfStreamException)
        {
            var complaint = await _complaint.WaitAsync(Patience, cancellationToken);
            throw new WorkerLostException(complaint.Length > 0 ? complaint.Trim().Split('\n')[^1] : "It ended without a word.");
        }
        catch (TimeoutException late)
        {
            throw new WorkerLostException($"It said nothing for {patience.TotalSeconds:0} s.", late);
        }
    }

    private async Task<T> Receive<T>()
    {
        var head = new byte[4];
        await _process.StandardOutput.BaseStream.ReadExactlyAsync(head, CancellationToken.None);
        var body = new byte[BinaryPrimitives.ReadInt32LittleEndian(head)];
        await _process.StandardOutput.BaseStream.ReadExactlyAsync(body, CancellationToken.None);
        return JsonSerializer.Deserialize<T>(body, Json)!;
    }

    private sealed record Hello(string Python);

    private sealed record Said(CodeOutcome Outcome, string Detail, double Seconds);
}
