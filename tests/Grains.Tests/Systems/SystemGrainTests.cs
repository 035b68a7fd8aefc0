using System.Collections.Immutable;
using System.Data.Common;
using System.Text;
using BenchHub.Storage;
using BenchHub.Storage.Systems;
using BenchHub.Systems;

namespace BenchHub.Grains.Tests.Systems;

public sealed class SystemGrainTests(Hub hub) : IClassFixture<Hub>
{
    private const string Secret = "Bearer hunter2-hunter2";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Register_AServiceThatAnswers_KeepsAndListsIt()
    {
        await using var service = await ScriptedService.Start();
        var (id, spec) = (Fresh(), Hub.Spec(service));

        var system = await hub.Grains.System(id).Register(Hub.Without(spec));

        Assert.Equal((id, spec.Name, SystemStatus.Active, 1), (system.Id, system.Spec.Name, system.Status, system.Revision));
        Assert.True(system.Validation!.IsValid);
        Assert.Equal(id.Value, (await hub.Get<SystemCatalog>().Find(spec.Name, Ct))!.Id);
    }

    [Fact]
    public async Task Register_NothingListensThere_IsRefusedWithItsFindings()
    {
        await using var service = await ScriptedService.Start();
        await service.GoDown();
        var (id, spec) = (Fresh(), Hub.Spec(service));

        var refusal = await Waiting.Refused(() => hub.Grains.System(id).Register(Hub.Without(spec)));

        Assert.Equal((Refusal.Unprocessable, "url"), (refusal.Refusal, refusal.Field));
        Assert.Contains(refusal.Findings, static finding => finding is { Check: "connectivity", Passed: false });
        Assert.Null(await hub.Grains.System(id).Get());

        // The name is still free.
        await service.ComeBack();
        await hub.Register(spec);
    }

    [Fact]
    public async Task Register_SeveralMistakes_NamesAll()
    {
        var refusal = await Waiting.Refused(() => hub.Grains.System(Fresh()).Register(Hub.Without(new() { Name = " ", Url = "ftp://x", TopK = 0 })));

        Assert.Equal(Refusal.Invalid, refusal.Refusal);
        Assert.Equal(["name", "topK", "url"], refusal.Findings.Select(static finding => finding.Check).Order());
    }

    [Fact]
    public async Task Register_TheSameCommandTwice_ChangesNothing()
    {
        await using var service = await ScriptedService.Start();
        var (grain, command) = (hub.Grains.System(Fresh()), Hub.Without(Hub.Spec(service)));

        var first = await grain.Register(command);
        var second = await grain.Register(command);

        Assert.Equal((1, first.UpdatedAt), (second.Revision, second.UpdatedAt));
    }

    [Fact]
    public async Task Register_AnotherCommandUnderTheSameId_IsRefused()
    {
        await using var service = await ScriptedService.Start();
        var (grain, spec) = (hub.Grains.System(Fresh()), Hub.Spec(service));
        await grain.Register(Hub.Without(spec));

        Assert.Equal(Refusal.Conflict, (await Waiting.Refused(() => grain.Register(Hub.Without(spec with { TopK = 3 })))).Refusal);
    }

    [Fact]
    public async Task Register_ATakenName_IsRefusedUntilItsHolderRetires()
    {
        await using var service = await ScriptedService.Start();
        var spec = Hub.Spec(service);
        var holder = await hub.Register(spec);

        var refusal = await Waiting.Refused(() => hub.Register(spec));
        Assert.Equal((Refusal.Conflict, "name"), (refusal.Refusal, refusal.Field));
        Assert.Contains(holder.Value, refusal.Message);

        await hub.Grains.System(holder).Retire();
        await hub.Register(spec);
    }

    [Fact]
    public async Task Register_WithSecrets_SealsThemAndSendsThem()
    {
        await using var service = await ScriptedService.Start();
        var id = Fresh();

        var system = await hub.Grains.System(id).Register(new(Hub.Spec(service), Secrets()));

        Assert.Equal(["Authorization"], system.SecretHeaders);
        Assert.Contains(Secret, service.Authorizations);
        Assert.DoesNotContain("hunter2", (await hub.Grains.System(id).Access()).SealedSecrets!);
        Assert.DoesNotContain("hunter2", (await hub.Get<SystemCatalog>().Find(id.Value, Ct))!.Document);
        Assert.DoesNotContain("hunter2", await StoredState(id));
        Assert.Contains("Authorization", await StoredState(id));
    }

    [Fact]
    public async Task Update_OtherSpec_IsTheNextRevisionAndKeepsTheSecrets()
    {
        await using var service = await ScriptedService.Start();
        var (grain, spec) = (hub.Grains.System(Fresh()), Hub.Spec(service));
        var first = await grain.Register(new(spec, Secrets()));
        service.Authorizations.Clear();

        var second = await grain.Update(Hub.Without(spec with { TopK = 7 }));

        Assert.Equal((2, 7, first.CreatedAt), (second.Revision, second.Spec.TopK, second.CreatedAt));
        Assert.Equal(["Authorization"], second.SecretHeaders);
        Assert.All(service.Authorizations, static sent => Assert.Equal(Secret, sent));
        Assert.NotEmpty(service.Authorizations);
    }

    [Fact]
    public async Task Update_OtherName_FreesTheFormerOne()
    {
        await using var service = await ScriptedService.Start();
        var (id, spec) = (Fresh(), Hub.Spec(service));
        await hub.Grains.System(id).Register(Hub.Without(spec));

        await hub.Grains.System(id).Update(Hub.Without(spec with { Name = Hub.Name("renamed") }));

        Assert.NotEqual(id, await hub.Register(spec));
    }

    [Fact]
    public async Task Update_ToATakenName_IsRefusedAndChangesNothing()
    {
        await using var service = await ScriptedService.Start();
        var (taken, spec) = (Hub.Spec(service), Hub.Spec(service));
        await hub.Register(taken);
        var id = await hub.Register(spec);

        Assert.Equal("name", (await Waiting.Refused(() => hub.Grains.System(id).Update(Hub.Without(spec with { Name = taken.Name })))).Field);
        Assert.Equal((1, spec.Name), ((await hub.Grains.System(id).Get())!.Revision, (await hub.Grains.System(id).Get())!.Spec.Name));
    }

    [Fact]
    public async Task Update_OtherKind_IsRefused()
    {
        await using var service = await ScriptedService.Start();
        var spec = Hub.Spec(service);
        var id = await hub.Register(spec);

        Assert.Equal("kind", (await Waiting.Refused(() => hub.Grains.System(id).Update(Hub.Without(new() { Name = spec.Name, Kind = SystemKind.Recorded })))).Field);
    }

    [Fact]
    public async Task Retire_ASystem_KeepsItForItsResultsAndRefusesRuns()
    {
        await using var service = await ScriptedService.Start();
        var grain = hub.Grains.System(await hub.Register(service));

        await grain.Retire();
        var again = await grain.Retire();

        Assert.Equal(SystemStatus.Retired, again.Status);
        Assert.Equal(Refusal.Conflict, (await Waiting.Refused(grain.Access)).Refusal);
        Assert.Equal(Refusal.Conflict, (await Waiting.Refused(() => grain.Lease(new("h", 1, 0, 1)))).Refusal);
    }

    [Fact]
    public async Task CheckHealth_UpThenDown_AddsBothToTheHistory()
    {
        await using var service = await ScriptedService.Start();
        var id = await hub.Register(service);

        var up = await hub.Grains.System(id).CheckHealth();
        await service.GoDown();
        var down = await hub.Grains.System(id).CheckHealth();

        Assert.True(up.IsHealthy);
        Assert.NotNull(up.ResponseMilliseconds);
        Assert.False(down.IsHealthy);
        var history = await hub.Get<HealthLog>().List(id.Value, new(), Ct);
        Assert.Equal([false, true], history.Items.Select(static row => row.IsHealthy));
        Assert.False((await hub.Grains.System(id).Get())!.Health!.IsHealthy);
    }

    [Fact]
    public async Task Get_AfterADeactivation_IsWhatWasKept()
    {
        await using var service = await ScriptedService.Start();
        var grain = hub.Grains.System(Fresh());
        var before = await grain.Register(new(Hub.Spec(service) with { Tags = ["a", "b"], Embed = null }, Secrets()));

        await Hub.Deactivate(grain);

        Assert.Equal(StateJson.Of(before), StateJson.Of(await grain.Get()));
    }

    [Fact]
    public async Task Validate_OfAnUnregisteredService_KeepsNothing()
    {
        await using var service = await ScriptedService.Start();
        var spec = Hub.Spec(service);

        Assert.True((await hub.Grains.SystemProbe().Validate(Hub.Without(spec))).IsValid);
        Assert.Null(await hub.Get<SystemCatalog>().Find(spec.Name, Ct));
    }

    private SystemId Fresh() => SystemId.New(hub.Time.GetUtcNow());

    private static ImmutableSortedDictionary<string, string> Secrets() =>
        ImmutableSortedDictionary<string, string>.Empty.Add("Authorization", Secret);

    private Task<string> StoredState(SystemId id) => hub.Get<Database>().Read(
        async connection =>
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT PayloadBinary FROM OrleansStorage WHERE GrainIdExtensionString = @id OR CAST(PayloadBinary AS TEXT) LIKE @name";
            Add(command, "@id", id.Value);
            Add(command, "@name", $"%{(await hub.Grains.System(id).Get())!.Spec.Name}\"%");
            return Encoding.UTF8.GetString((byte[])(await command.ExecuteScalarAsync(Ct))!);
        },
        Ct);

    private static void Add(DbCommand command, string name, string value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }
}
