using BenchHub.Jobs;
using BenchHub.Storage.Jobs;
using BenchHub.Storage.Results;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;

namespace BenchHub.Grains.Tests.Jobs;

/// <summary>New numbers over outputs that are stored, without anybody being asked.</summary>
public sealed class RescoringTests(Hub hub) : IClassFixture<Hub>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rescore_ARetiredSystemOnAnEarlierVersion_ScoresWhatIsStored()
    {
        await using var service = await ScriptedService.Start();
        service.Rank = static number => (number % 4) switch { 0 => 1, 1 => 2, 2 => 4, _ => 0 };
        service.Instead = static query => query == "q3" ? Results.StatusCode(500) : null;
        var (system, dataset) = (await hub.Register(service), await hub.Import(40));
        var old = (await hub.Complete(await hub.Submit(system, dataset))).Tasks[0];
        await hub.AddVersion(dataset, (await hub.Grains.Dataset(dataset).Get())!.Name, 6);
        await hub.Grains.System(system).Retire();

        var task = (await hub.Complete(await hub.Submit(Command(old.ResultId)))).Tasks[0];

        // Of 40 answers ranks 1 and 2 are in the first two: 20 / 40. One of the others failed and counts 0 as before.
        Assert.Equal(("success@2", 0.5, 40, 1), Assert.Single(await Numbers(task.ResultId)));
        Assert.Equal((system, 1, 40, 1), (task.SystemId, task.DatasetVersion, task.Done, task.Failed));
        Assert.Contains("500", Assert.Single(await Items(task.ResultId), static item => item.Error is not null).Error);
        Assert.Equal((await Items(old.ResultId)).Select(static item => item.Answer), (await Items(task.ResultId)).Select(static item => item.Answer));
        Assert.Contains($"\"rescoredFrom\":\"{old.ResultId}\"", (await hub.Get<ResultCatalog>().Find(task.ResultId.Value, Ct))!.Document);
        service.AssertEachAskedOnce(40);
    }

    [Fact]
    public async Task Rescore_ARescoredResult_NamesTheOneInBetween()
    {
        await using var service = await ScriptedService.Start();
        var first = (await hub.Complete(await hub.Submit(await hub.Register(service), await hub.Import(3)))).Tasks[0].ResultId;
        var second = (await hub.Complete(await hub.Submit(Command(first)))).Tasks[0].ResultId;

        var third = (await hub.Complete(await hub.Submit(Command(second) with { Metrics = ["mrr"] }))).Tasks[0].ResultId;

        Assert.Equal(("mrr", 1.0, 3, 0), Assert.Single(await Numbers(third)));
        Assert.Contains($"\"rescoredFrom\":\"{second}\"", (await hub.Get<ResultCatalog>().Find(third.Value, Ct))!.Document);
    }

    [Fact]
    public async Task Rescore_APartialResult_LeavesWhatWasNotAsked()
    {
        await using var service = await ScriptedService.Start();
        var (system, dataset) = (await hub.Register(service), await hub.Import(1100));
        var whole = (await hub.Complete(await hub.Submit(system, dataset))).Tasks[0].ResultId;
        await Execute("DELETE FROM result_chunks WHERE result_id = @id AND chunk > 0", whole);
        var left = (await Items(whole)).Count;
        await Execute($"UPDATE results SET document = '{{\"topK\":null,\"concurrency\":4,\"attempts\":1,\"latency\":null,\"asked\":{left},\"ended\":\"The budget is spent.\"}}' WHERE id = @id", whole);

        var task = (await hub.Complete(await hub.Submit(Command(whole)))).Tasks[0];

        Assert.InRange(left, 1, 256);
        Assert.Equal(("success@2", 1.0, left, 0), Assert.Single(await Numbers(task.ResultId)));
        Assert.Equal((left, "The budget is spent."), (task.Done, task.Message));
        service.AssertEachAskedOnce(1100);
    }

    [Fact]
    public async Task Rescore_OutputsThatAreGone_IsRefusedWithASentence()
    {
        await using var service = await ScriptedService.Start();
        var id = (await hub.Complete(await hub.Submit(await hub.Register(service), await hub.Import(3)))).Tasks[0].ResultId;
        await Execute("DELETE FROM result_chunks WHERE result_id = @id", id);

        var gone = await Assert.ThrowsAsync<RefusedException>(() => hub.Submit(Command(id)));
        var unknown = await Assert.ThrowsAsync<RefusedException>(() => hub.Submit(Command(new("res_none"))));

        Assert.Contains($"Of the 3 outputs of result '{id}' 0 are still stored", gone.Message);
        Assert.Equal((Refusal.NotFound, "rescore"), (unknown.Refusal, unknown.Field));
    }

    [Fact]
    public async Task Rescore_AMetricOfAnotherKind_IsRefusedWithASentence()
    {
        await using var service = await ScriptedService.Start();
        var id = (await hub.Complete(await hub.Submit(await hub.Register(service), await hub.Import(3)))).Tasks[0].ResultId;

        var refused = await Assert.ThrowsAsync<RefusedException>(() => hub.Submit(Command(id) with { Metrics = ["bleu"] }));

        Assert.Equal((Refusal.Invalid, "metrics"), (refused.Refusal, refused.Field));
        Assert.Contains("not a ranking", refused.Message);
    }

    [Fact]
    public async Task Rescore_TheProcessDiesMidway_GoesOnWhereItStood()
    {
        await using var own = new Hub();
        await own.InitializeAsync();
        await using var service = await ScriptedService.Start();
        var old = (await own.Complete(await own.Submit(await own.Register(service), await own.Import(2000)))).Tasks[0].ResultId;

        var id = await own.Submit(Command(old));
        await own.Until(id, static job => job.ItemsDone > 0, "begun");
        await own.Restart(kill: true);
        var task = (await own.Complete(id)).Tasks[0];

        Assert.Equal((2000, 0), (task.Done, task.Failed));
        service.AssertEachAskedOnce(2000);
    }

    private static SubmitJob Command(ResultId result) => new() { Rescore = [result], Metrics = ["success@2"] };

    private async Task Execute(string sql, ResultId id)
    {
        await using var connection = new SqliteConnection(hub.Storage.ConnectionString);
        await connection.OpenAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("@id", id.Value);
        await command.ExecuteNonQueryAsync(Ct);
    }

    private async Task<(string Metric, double Value, int N, int Errors)[]> Numbers(ResultId result) =>
        [.. (await hub.Get<ResultCatalog>().Metrics([result.Value], Ct)).Select(static m => (m.Metric, m.Value!.Value, m.N, m.Errors))];

    private ValueTask<List<ItemOutcome>> Items(ResultId result) => hub.Get<ResultItems>().Read(result.Value, cancellation: Ct).ToListAsync(Ct);
}
