using Microsoft.Extensions.Hosting;

namespace Orleans.TestingHost;

/// <summary>One silo of a test cluster.</summary>
public class InProcessSiloHandle : IAsyncDisposable
{
    public string Name { get; set; } = null!;

    public IHost SiloHost { get; init; } = null!;

    public IServiceProvider ServiceProvider => SiloHost.Services;

    public bool IsActive { get; private set; } = true;

    /// <summary>Stops the silo; not gracefully means that no grain is deactivated, as in a crash.</summary>
    public Task StopSiloAsync(bool stopGracefully) => StopSiloAsync(new CancellationToken(canceled: !stopGracefully));

    public async Task StopSiloAsync(CancellationToken ct)
    {
        if (IsActive)
        {
            IsActive = false;
            await SiloHost.StopAsync(ct);
        }
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await StopSiloAsync(stopGracefully: true);
        await ((IAsyncDisposable)SiloHost).DisposeAsync();
    }
}
