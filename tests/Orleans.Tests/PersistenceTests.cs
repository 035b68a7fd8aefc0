using System.Collections.Immutable;
using BenchHub.Orleans.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Storage;

namespace BenchHub.Orleans.Tests;

/// <summary>What every grain storage does; each provider runs the same tests.</summary>
public abstract class PersistenceTests : IAsyncLifetime
{
    private protected TestCluster Cluster { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Cluster = await TestCluster.Start(Configure);

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Cluster.DisposeAsync();
    }

    [Fact]
    public async Task State_NeverWritten_IsTheInitialOne()
    {
        var record = await Cluster.Grain<IAccountGrain>("new").Get();

        Assert.Equal(new AccountView(0, [], null, false), record);
    }

    [Fact]
    public async Task State_Written_IsReadByTheNextActivation()
    {
        var grain = Cluster.Grain<IAccountGrain>("a");
        await grain.Deposit(5, "first");
        await grain.Deposit(7, "second");

        await grain.Leave();

        var view = await grain.Get();
        Assert.Equal(12, view.Balance);
        Assert.Equal(["first", "second"], view.Notes);
        Assert.True(view.RecordExists);
    }

    [Fact]
    public async Task State_ChangedButNotWritten_IsLost()
    {
        var grain = Cluster.Grain<IAccountGrain>("a");
        await grain.ChangeWithoutWriting(99);

        await grain.Leave();

        Assert.Equal(0, (await grain.Get()).Balance);
    }

    [Fact]
    public async Task State_OfTwoGrains_IsApart()
    {
        await Cluster.Grain<IAccountGrain>("a").Deposit(1, "a");
        await Cluster.Grain<IAccountGrain>("b").Deposit(2, "b");
        await Cluster.Grain<IAccountGrain>("a").Leave();

        Assert.Equal(1, (await Cluster.Grain<IAccountGrain>("a").Get()).Balance);
    }

    [Fact]
    public async Task Clear_ResetsTheStateAndTheRecord()
    {
        var grain = Cluster.Grain<IAccountGrain>("a");
        await grain.Deposit(5, "first");

        await grain.Clear();
        await grain.Leave();

        var view = await grain.Get();
        Assert.Equal(0, view.Balance);
        Assert.False(view.RecordExists);
        await grain.Deposit(1, "again");
    }

    [Fact]
    public async Task Clear_NeverWritten_DoesNothing()
    {
        await Cluster.Grain<IAccountGrain>("a").Clear();

        Assert.False((await Cluster.Grain<IAccountGrain>("a").Get()).RecordExists);
    }

    [Fact]
    public async Task Write_SomebodyElseWrote_ThrowsAndTheNextActivationReadsAnew()
    {
        var grain = Cluster.Grain<IAccountGrain>("a");
        await grain.Deposit(5, "first");
        await WriteBehindTheBackOf(grain, balance: 100);

        await Assert.ThrowsAsync<InconsistentStateException>(() => grain.Deposit(1, "late"));

        Assert.Equal(100, (await grain.Get()).Balance);
        await grain.Deposit(1, "now");
    }

    [Fact]
    public async Task Write_SomebodyElseWroteBeforeATimer_TheNextActivationReadsAnew()
    {
        var grain = Cluster.Grain<IAccountGrain>("a");
        await grain.Deposit(5, "first");
        await WriteBehindTheBackOf(grain, balance: 100);

        await grain.DepositByTimer(1, "late");

        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while ((await grain.Get()).Balance != 100)
        {
            deadline.Token.ThrowIfCancellationRequested();
        }

        await grain.Deposit(1, "now");
    }

    [Fact]
    public async Task Write_FirstWriteWhereSomebodyElseWrote_Throws()
    {
        var grain = Cluster.Grain<IAccountGrain>("a");
        await grain.Get();
        await WriteBehindTheBackOf(grain, balance: 100);

        await Assert.ThrowsAsync<InconsistentStateException>(() => grain.Deposit(1, "late"));
    }

    private protected abstract void Configure(ISiloBuilder silo);

    private async Task WriteBehindTheBackOf(IAccountGrain grain, int balance)
    {
        var storage = Cluster.Silo.GetRequiredKeyedService<IGrainStorage>(AccountGrain.Storage);
        var record = new GrainState<AccountState>(new AccountState());
        await storage.ReadStateAsync(AccountGrain.Name, grain.GetGrainId(), record);
        record.State = new AccountState { Balance = balance };
        await storage.WriteStateAsync(AccountGrain.Name, grain.GetGrainId(), record);
    }
}

public sealed class MemoryPersistenceTests : PersistenceTests
{
    private protected override void Configure(ISiloBuilder silo) => silo.AddMemoryGrainStorage(AccountGrain.Storage);
}

public sealed class SqlitePersistenceTests : PersistenceTests
{
    private readonly SqliteFile _file = new();

    [Fact]
    public async Task State_Written_OutlivesTheSilo()
    {
        await Cluster.Grain<IAccountGrain>("a").Deposit(5, "first");

        await Cluster.Cluster.RestartSiloAsync(Cluster.Cluster.Silos[0]);

        // The cluster's own client may still be looking for the new silo, which has a client inside.
        var grain = Cluster.Silo.GetRequiredService<IGrainFactory>().GetGrain<IAccountGrain>("a");
        Assert.Equal(5, (await grain.Get()).Balance);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _file.Dispose();
    }

    private protected override void Configure(ISiloBuilder silo) => silo.AddAdoNetGrainStorage(
        AccountGrain.Storage,
        (AdoNetGrainStorageOptions options) => (options.Invariant, options.ConnectionString) = (SqliteFile.Invariant, _file.ConnectionString));
}

internal interface IAccountGrain : IGrainWithStringKey
{
    Task<AccountView> Get();

    Task Deposit(int amount, string note);

    Task DepositByTimer(int amount, string note);

    Task ChangeWithoutWriting(int balance);

    Task Clear();

    Task Leave();
}

[GenerateSerializer, Immutable]
internal sealed record AccountView([property: Id(0)] int Balance, [property: Id(1)] ImmutableList<string> Notes, [property: Id(2)] string? Etag, [property: Id(3)] bool RecordExists)
{
    public bool Equals(AccountView? other) => other is not null && Balance == other.Balance && RecordExists == other.RecordExists && Notes.SequenceEqual(other.Notes);

    public override int GetHashCode() => Balance;
}

internal sealed record AccountState
{
    public int Balance { get; init; }

    public ImmutableList<string> Notes { get; init; } = [];
}

internal sealed class AccountGrain([PersistentState(AccountGrain.Name, AccountGrain.Storage)] IPersistentState<AccountState> account) : Grain, IAccountGrain
{
    public const string Name = "account";
    public const string Storage = "accounts";

    public Task<AccountView> Get() => Task.FromResult(new AccountView(account.State.Balance, account.State.Notes, account.Etag, account.RecordExists));

    public Task Deposit(int amount, string note)
    {
        account.State = account.State with { Balance = account.State.Balance + amount, Notes = account.State.Notes.Add(note) };
        return account.WriteStateAsync();
    }

    public Task DepositByTimer(int amount, string note)
    {
        this.RegisterGrainTimer(() => Deposit(amount, note), new() { DueTime = TimeSpan.Zero, Period = Timeout.InfiniteTimeSpan });
        return Task.CompletedTask;
    }

    public Task ChangeWithoutWriting(int balance)
    {
        account.State = account.State with { Balance = balance };
        return Task.CompletedTask;
    }

    public Task Clear() => account.ClearStateAsync();

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}
