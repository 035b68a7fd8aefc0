using Orleans.Concurrency;

namespace BenchHub.Systems;

/// <summary>One registered system; the key is a <see cref="SystemId"/>.</summary>
[Alias("benchhub.system")]
public interface ISystemGrain : IGrainWithStringKey
{
    /// <returns>The system, also when it is retired; null when nothing was registered under this id.</returns>
    [ReadOnly, Alias("get")]
    Task<SystemSnapshot?> Get();

    /// <summary>Checks the system and keeps it. Repeating the same command changes nothing.</summary>
    /// <exception cref="RefusedException">The name is taken, the spec is wrong, or a check failed; the findings say which.</exception>
    [ResponseTimeout("00:02:00"), Alias("register")]
    Task<SystemSnapshot> Register(RegisterSystem command);

    /// <summary>Replaces the spec (and, unless empty, the secrets) after the same checks; the revision grows.</summary>
    /// <exception cref="RefusedException">As for <see cref="Register"/>, or the system is retired or unknown.</exception>
    [ResponseTimeout("00:02:00"), Alias("update")]
    Task<SystemSnapshot> Update(RegisterSystem command);

    /// <summary>Frees the name; results stay. Repeating it changes nothing.</summary>
    [Alias("retire")]
    Task<SystemSnapshot> Retire();

    /// <summary>Checks now and adds the outcome to the history.</summary>
    [ResponseTimeout("00:02:00"), Alias("check-health")]
    Task<HealthCheck> CheckHealth();

    /// <summary>For a runner: how to call the system.</summary>
    /// <exception cref="RefusedException">The system is unknown or retired.</exception>
    [ReadOnly, Alias("access")]
    Task<SystemAccess> Access();

    /// <summary>Leases or renews permits; answers at once, possibly with none.</summary>
    [AlwaysInterleave, Alias("lease")]
    Task<PermitGrant> Lease(LeasePermits command);

    /// <summary>Gives everything back that the holder leased. Repeating it changes nothing.</summary>
    [AlwaysInterleave, Alias("return")]
    Task Return(string holder);
}
