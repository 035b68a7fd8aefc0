namespace Orleans.Runtime;

/// <summary>Starts observers stage by stage upwards and stops those of the started stages downwards.</summary>
internal sealed class LifecycleSubject : ISiloLifecycle, IGrainLifecycle
{
    private readonly List<Subscription> _subscriptions = [];

    public int HighestCompletedStage { get; private set; } = int.MinValue;

    public int LowestStoppedStage { get; private set; } = int.MaxValue;

    private bool HasStarted { get; set; }

    public IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer)
    {
        var subscription = new Subscription(this, stage, observer);
        _subscriptions.Add(subscription);
        return subscription;
    }

    public async Task Start(CancellationToken cancellationToken)
    {
        foreach (var stage in _subscriptions.GroupBy(subscription => subscription.Stage).OrderBy(group => group.Key).ToArray())
        {
            HasStarted = true;
            await Task.WhenAll(stage.Select(subscription => subscription.Observer.OnStart(cancellationToken)));
            HighestCompletedStage = stage.Key;
        }
    }

    public async Task Stop(CancellationToken cancellationToken)
    {
        foreach (var stage in _subscriptions.GroupBy(subscription => subscription.Stage).OrderByDescending(group => group.Key).ToArray())
        {
            if (HasStarted && stage.Key <= HighestCompletedStage)
            {
                await Task.WhenAll(stage.Select(subscription => subscription.Observer.OnStop(cancellationToken)));
                LowestStoppedStage = stage.Key;
            }
        }
    }

    private sealed record Subscription(LifecycleSubject Subject, int Stage, ILifecycleObserver Observer) : IDisposable
    {
        public void Dispose() => Subject._subscriptions.Remove(this);
    }
}
