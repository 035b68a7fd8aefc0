namespace Orleans.Runtime;

/// <summary>One activation of a grain.</summary>
public interface IGrainContext
{
    GrainId GrainId { get; }

    GrainReference GrainReference { get; }

    /// <summary>The grain object, null until it was made.</summary>
    object? GrainInstance { get; }

    /// <summary>The container's scope that lives as long as the activation.</summary>
    IServiceProvider ActivationServices { get; }

    IGrainLifecycle ObservableLifecycle { get; }

    /// <summary>Completes when the activation has ended.</summary>
    Task Deactivated { get; }

    /// <summary>Begins the end of the activation: running calls finish, waiting calls go to the next activation.</summary>
    void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default);
}

public interface IGrainContextAccessor
{
    /// <summary>The activation whose turn this is; null outside of one.</summary>
    IGrainContext GrainContext { get; }
}
