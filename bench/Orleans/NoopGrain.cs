namespace BenchHub.Orleans.Bench;

public interface INoopGrain : IGrainWithIntegerKey
{
    Task Run();
}

internal sealed class NoopGrain : Grain, INoopGrain
{
    public Task Run() => Task.CompletedTask;
}
