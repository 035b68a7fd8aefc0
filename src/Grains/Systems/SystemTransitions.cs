using BenchHub.Storage.Systems;
using BenchHub.Systems;

namespace BenchHub.Grains.Systems;

/// <summary>Every rule of a system's life, as functions from state to state.</summary>
internal static class SystemTransitions
{
    public static SystemState Register(
        this SystemState system, SystemSpec spec, string? sealedSecrets, string[] secretHeaders, ValidationReport? report, DateTimeOffset now) =>
        system with
        {
            Spec = spec,
            SealedSecrets = sealedSecrets,
            SecretHeaders = secretHeaders,
            Status = SystemStatus.Active,
            Revision = system.Revision + 1,
            Validation = report,
            CreatedAt = system.Spec is null ? now : system.CreatedAt,
            UpdatedAt = now,
        };

    public static SystemState Retire(this SystemState system, DateTimeOffset now) => system switch
    {
        { Spec: null } => throw Unknown(),
        { Status: SystemStatus.Retired } => system,
        _ => system with { Status = SystemStatus.Retired, UpdatedAt = now },
    };

    public static SystemState Checked(this SystemState system, HealthCheck check) => system with { Health = check };

    /// <exception cref="RefusedException">Nothing is registered, or it is retired.</exception>
    public static SystemSpec Live(this SystemState system) => system switch
    {
        { Spec: null } => throw Unknown(),
        { Status: SystemStatus.Retired } => throw new RefusedException(
            Refusal.Conflict, $"System '{system.Spec.Name}' is retired; register it again to use it."),
        _ => system.Spec,
    };

    public static SystemSnapshot Snapshot(this SystemState system, SystemId id) => new(
        id, system.Spec ?? throw Unknown(), system.Status, system.Revision, [.. system.SecretHeaders],
        system.Validation, system.Health, system.CreatedAt, system.UpdatedAt);

    public static SystemRow Row(this SystemState system, SystemId id) => new(
        id.Value, system.Spec!.Name, StateJson.Word(system.Spec.Kind),
        system.Status.ToString().ToLowerInvariant(), system.Spec.Url, [.. system.Spec.Tags],
        StateJson.Of(system.Snapshot(id)), system.CreatedAt, system.UpdatedAt);

    private static RefusedException Unknown() => new(Refusal.NotFound, "No system is registered under this id.");
}
