using BenchHub.Grains.Systems;
using BenchHub.Systems;

namespace BenchHub.Grains.Tests.Systems;

public sealed class SystemTransitionsTests
{
    private static readonly DateTimeOffset Now = ManualTime.Noon;
    private static readonly DateTimeOffset Later = Now.AddMinutes(1);
    private static readonly SystemSpec Spec = new() { Name = "bm25", Url = "http://127.0.0.1:1" };
    private static readonly SystemId Id = new("sys_1");

    [Fact]
    public void Register_Fresh_IsTheFirstRevision()
    {
        var system = new SystemState().Register(Spec, "sealed", ["Authorization"], null, Now);

        Assert.Equal((1, SystemStatus.Active, Now, Now), (system.Revision, system.Status, system.CreatedAt, system.UpdatedAt));
        Assert.Equal(("sealed", "Authorization"), (system.SealedSecrets, Assert.Single(system.SecretHeaders)));
    }

    [Fact]
    public void Register_Again_KeepsWhenItWasMade()
    {
        var system = Registered().Register(Spec with { TopK = 7 }, null, [], null, Later);

        Assert.Equal((2, 7, Now, Later), (system.Revision, system.Spec!.TopK, system.CreatedAt, system.UpdatedAt));
    }

    [Fact]
    public void Retire_Active_IsRetiredNow()
    {
        var system = Registered().Retire(Later);

        Assert.Equal((SystemStatus.Retired, Later), (system.Status, system.UpdatedAt));
        Assert.Equal("retired", system.Row(Id).Status);
    }

    [Fact]
    public void Retire_Twice_ChangesNothing()
    {
        var system = Registered().Retire(Now);

        Assert.Same(system, system.Retire(Later));
    }

    [Fact]
    public void Live_RetiredOrUnknown_IsRefused()
    {
        Assert.Equal(Refusal.Conflict, Assert.Throws<RefusedException>(() => Registered().Retire(Later).Live()).Refusal);
        Assert.Equal(Refusal.NotFound, Assert.Throws<RefusedException>(() => new SystemState().Live()).Refusal);
        Assert.Equal(Refusal.NotFound, Assert.Throws<RefusedException>(() => new SystemState().Retire(Later)).Refusal);
        Assert.Equal(Refusal.NotFound, Assert.Throws<RefusedException>(() => new SystemState().Snapshot(Id)).Refusal);
    }

    [Fact]
    public void Snapshot_WithSecrets_HasTheirNamesOnly()
    {
        var system = new SystemState().Register(Spec, "sealed", ["Authorization"], null, Now);

        Assert.Equal(["Authorization"], system.Snapshot(Id).SecretHeaders);
        Assert.DoesNotContain("sealed", system.Row(Id).Document);
    }

    [Fact]
    public void Checked_ACheck_IsTheSystemsHealth()
    {
        var check = new HealthCheck(Now, false, null, [new("connectivity", false, "down")]);

        Assert.Same(check, Registered().Checked(check).Snapshot(Id).Health);
    }

    private static SystemState Registered() => new SystemState().Register(Spec, null, [], null, Now);
}
