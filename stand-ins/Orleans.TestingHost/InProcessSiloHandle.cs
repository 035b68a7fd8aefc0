using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Runtime;

namespace Orleans.TestingHost;

/// <summary>One silo of a test cluster.</summary>
public class InProcessSiloHandle : IAsyncDisposable
{
    public string Name { get; set; } = null!;

    public IHost SiloHost { get; init; } = null!;

    public IServiceProvider ServiceProvider => SiloHost.Services;

    public SiloAddress SiloAddress => ServiceProvider.GetRequiredService<ILocalSiloDetails>().SiloAddress;

    public bool IsActive { get; private set; } = true;

    /// <summary>Stops the silo; not gracefully means that no grain is deactivated and the others are not told, as in a crash.</summary>
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
