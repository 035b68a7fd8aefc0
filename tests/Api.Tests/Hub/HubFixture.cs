using BenchHub.Api.Tests.Hub;

[assembly: AssemblyFixture(typeof(HubFixture))]

namespace BenchHub.Api.Tests.Hub;

/// <summary>One hub and one service under test for all classes; tests stay apart by names of their own.</summary>
public sealed class HubFixture : IAsyncLifetime
{
    private ApiHub? _hub;
    private FakeRag? _rag;

    public ApiHub Hub => _hub!;

    public FakeRag Rag => _rag!;

    public HubCaller Api => new(Hub.Http);

    public async ValueTask InitializeAsync()
    {
        _hub = await ApiHub.Start();
        _rag = await FakeRag.Start();
    }

    public async ValueTask DisposeAsync()
    {
        await (_rag?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_hub?.DisposeAsync() ?? ValueTask.CompletedTask);
    }
}
