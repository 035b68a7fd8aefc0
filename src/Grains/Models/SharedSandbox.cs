using BenchHub.Evaluation.Tasks;
using BenchHub.Sandbox;

namespace BenchHub.Grains.Models;

/// <summary>The silo's one sandbox, started when a task first needs it. What could not be started is tried again next time.</summary>
internal sealed class SharedSandbox(SandboxSettings settings) : IAsyncDisposable
{
    private readonly SemaphoreSlim _door = new(1);
    private CodeSandbox? _sandbox;

    /// <returns>Null for a task without programs.</returns>
    /// <inheritdoc cref="Get"/>
    public async Task<ProgramRuns?> For(TaskDefinition definition) =>
        definition.Kind is TaskKind.Code ? new(await Get(CancellationToken.None)) : null;

    /// <exception cref="RefusedException">No sandbox can be had on this machine; the message says what to install or to allow.</exception>
    public async Task<CodeSandbox> Get(CancellationToken ct)
    {
        await _door.WaitAsync(ct);
        try
        {
            return _sandbox ??= await CodeSandbox.StartAsync(settings, ct);
        }
        catch (SandboxUnavailableException unavailable)
        {
            throw new RefusedException(Refusal.Unprocessable, unavailable.Message);
        }
        finally
        {
            _door.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await (_sandbox?.DisposeAsync() ?? ValueTask.CompletedTask);
        _door.Dispose();
    }
}
