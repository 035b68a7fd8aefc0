using System.Reflection;
using Orleans.Runtime;

namespace Orleans.Providers.Streams;

/// <summary>Which grain classes receive the streams of a namespace.</summary>
internal sealed class ImplicitSubscriptions(GrainClasses classes)
{
    private readonly ILookup<string, GrainType> _subscribers = classes.All
        .SelectMany(grainClass => grainClass.Type.GetCustomAttributes<ImplicitStreamSubscriptionAttribute>()
            .Select(subscription => (subscription.StreamNamespace, grainClass.GrainType)))
        .ToLookup(pair => pair.StreamNamespace, pair => pair.GrainType, StringComparer.Ordinal);

    public IEnumerable<GrainId> To(StreamId stream) =>
        _subscribers[stream.GetNamespace() ?? string.Empty].Select(type => GrainId.Create(type, stream.GetKeyAsString()));
}
