using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Concurrency;

namespace Orleans.Runtime;

/// <summary>What the runtime knows of a grain class.</summary>
internal sealed class GrainClass
{
    private readonly ConstructorInfo _constructor;
    private readonly Func<Activation, object?>[] _arguments;

    public GrainClass(Type type)
    {
        Type = type;
        GrainType = type.GetCustomAttribute<GrainTypeAttribute>()?.GetGrainType(null!, type) ?? GrainType.Create(NameByConvention(type));
        IsReentrant = type.IsDefined(typeof(ReentrantAttribute));
        MaxLocalWorkers = type.GetCustomAttribute<StatelessWorkerAttribute>()?.MaxLocalWorkers;
        var ageLimit = type.GetCustomAttribute<CollectionAgeLimitAttribute>();
        IsKeptAlive = type.IsDefined(typeof(KeepAliveAttribute)) || ageLimit?.AlwaysActive == true;
        CollectionAge = ageLimit?.AgeLimit;
        _constructor = type.GetConstructors().MaxBy(constructor => constructor.GetParameters().Length)
            ?? throw new OrleansConfigurationException($"The grain class {type} has no public constructor.");
        _arguments = [.. _constructor.GetParameters().Select(ArgumentSource)];
    }

    public Type Type { get; }

    public GrainType GrainType { get; }

    public bool IsReentrant { get; }

    public bool IsKeptAlive { get; }

    public TimeSpan? CollectionAge { get; }

    /// <summary>How many activations may share one id; null for ordinary grains, which have one.</summary>
    public int? MaxLocalWorkers { get; }

    public object CreateInstance(Activation activation) =>
        _constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, [.. _arguments.Select(source => source(activation))], null);

    private static Func<Activation, object?> ArgumentSource(ParameterInfo parameter)
    {
        if (parameter.GetCustomAttribute<PersistentStateAttribute>() is { } state)
        {
            return activation => Persistence.PersistentState.Create(parameter.ParameterType, state, activation);
        }

        if (parameter.ParameterType == typeof(IGrainContext))
        {
            return activation => activation;
        }

        if (parameter.GetCustomAttribute<FromKeyedServicesAttribute>() is { } keyed)
        {
            return activation => activation.ActivationServices.GetRequiredKeyedService(parameter.ParameterType, keyed.Key);
        }

        return parameter.HasDefaultValue
            ? activation => activation.ActivationServices.GetService(parameter.ParameterType) ?? parameter.DefaultValue
            : activation => activation.ActivationServices.GetRequiredService(parameter.ParameterType);
    }

    private static string NameByConvention(Type type)
    {
        const string suffix = "Grain";
        var name = type.Name;
        var trimmed = name.Length > suffix.Length && name.EndsWith(suffix, StringComparison.OrdinalIgnoreCase) ? name[..^suffix.Length] : name;
        return trimmed.ToLowerInvariant();
    }
}
