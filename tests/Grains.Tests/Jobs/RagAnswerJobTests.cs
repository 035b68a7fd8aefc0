using BenchHub.Datasets;
using BenchHub.Jobs;
using BenchHub.Storage.Datasets;
using BenchHub.Storage.Jobs;
using BenchHub.Storage.Results;
using BenchHub.Systems;
using Microsoft.AspNetCore.Http;

namespace BenchHub.Grains.Tests.Jobs;

/// <summary>Services that answer questions in words, asked the records of a task.</summary>
public sealed class RagAnswerJobTests(Hub hub) : IClassFixture<Hub>
{
    private const string OpenQa = "name: t\nkind: open_qa\nsystem: Be short.\nprompt: question\nreferences: answer\nmetrics: [exact_match]\n";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(OpenQa)]
    [InlineData("name: t\nkind: rag_answer\nprompt: question\nreferences: answer\nmetrics: [exact_match]\n")]
    [InlineData("name: t\nkind: generation\nprompt: question\nreferences: answer\nmetrics: [exact_match]\nfewshot: {samples: [{question: q99, answer: x}]}\n")]
    public async Task Submit_ServiceThatAnswers_IsAskedTheQuestionAloneAndKeepsItsContexts(string definition)
    {
        await using var service = await Answering(static query => query == "q2" ? "wrong" : $"a{query[1..]}");

        var task = Assert.Single((await hub.Complete(await Submit(service, definition, items: 4))).Tasks);

        // Three of four are right.
        service.AssertEachAskedOnce(4);
        var metric = Assert.Single(await hub.Get<ResultCatalog>().Metrics([task.ResultId.Value], Ct));
        Assert.Equal(("exact_match", 0.75, 4, 0), (metric.Metric, metric.Value!.Value, metric.N, metric.Errors));
        Assert.All(await Items(task), static item =>
        {
            var output = Assert.Single(item.Outputs);
            Assert.Equal((item.ItemId == "2" ? "wrong" : $"a{item.ItemId}", $"about q{item.ItemId}"), (output.Text, Assert.Single(output.Contexts)));
            Assert.Null(output.Usage.Cost);
            Assert.Equal(1, item.Attempts);
        });
    }

    [Fact]
    public async Task Submit_Repeats_AreAskedEachTime()
    {
        await using var service = await Answering(static query => $"a{query[1..]}");

        var task = Assert.Single((await hub.Complete(await Submit(service, OpenQa + "repeats: 3\n", items: 2))).Tasks);

        Assert.Equal(6, service.Received);
        Assert.All(await Items(task), static item => Assert.Equal((3, 3), (item.Outputs.Count, item.Attempts)));
    }

    [Fact]
    public async Task Submit_AnswersOfAnotherShape_FailTheirItemsWithTheReason()
    {
        await using var service = await Answering(static query => $"a{query[1..]}");
        var usual = service.Instead;
        service.Instead = query => query switch
        {
            "q1" => Results.Json(new { answer = 5, contexts = Array.Empty<string>() }),
            "q3" => Results.Content("<html>sorry</html>", "text/html"),
            _ => usual(query),
        };

        var task = Assert.Single((await hub.Complete(await Submit(service, OpenQa, items: 4))).Tasks);

        var failed = (await Items(task)).Where(static item => item.Error is not null).ToDictionary(static item => item.ItemId, static item => item.Error!);
        Assert.Equal(["1", "3"], failed.Keys.Order());
        Assert.Contains("'answer' is a number, not a text (answer.text)", failed["1"], StringComparison.Ordinal);
        Assert.Contains("it is not JSON", failed["3"], StringComparison.Ordinal);

        // Two right and two that failed, which count 0.
        Assert.Equal(0.5, Assert.Single(await hub.Get<ResultCatalog>().Metrics([task.ResultId.Value], Ct)).Value);
    }

    [Fact]
    public async Task Submit_SameJobAgain_AsksAgain()
    {
        await using var service = await Answering(static query => $"a{query[1..]}");
        var (system, dataset) = (await Register(service), await Import(OpenQa, 3));

        await hub.Complete(await hub.Submit(Command(system, dataset)));
        await hub.Complete(await hub.Submit(Command(system, dataset)));

        Assert.Equal(6, service.Received);
    }

    [Theory]
    [InlineData("name: t\nkind: multiple_choice\nprompt: question\nchoices: [a, b]\ngold: 0\n", null, "is of the kind multiple_choice, and ")]
    [InlineData(OpenQa, 100, "does not tell what its answers cost, so a budget cannot be kept")]
    public async Task Submit_WhatCannotBeDone_FailsTheTaskWithASentence(string definition, int? mostTokens, string said)
    {
        await using var service = await Answering(static _ => "x");
        var command = Command(await Register(service), await Import(definition, 2)) with { MostTokens = mostTokens, Metrics = [] };

        var job = await hub.Finish(await hub.Submit(command));

        Assert.Contains(said, Assert.Single(job.Tasks).Message, StringComparison.Ordinal);
        Assert.Equal(0, service.Received);
    }

    [Fact]
    public async Task Submit_ServiceThatAnswersOnACollectionOfDocuments_IsRefused()
    {
        await using var service = await Answering(static _ => "x");
        var command = Hub.Command([await Register(service)], await hub.Import(2));

        var refused = await Assert.ThrowsAsync<RefusedException>(() => hub.Submit(command));

        Assert.Contains("answers questions in words; import a dataset of a task for it.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submit_RetrievalServiceOnATask_IsRefusedAndCallsTheKindByItsName()
    {
        await using var service = await ScriptedService.Start();
        var command = Command(await hub.Register(service), await Import(OpenQa, 2));

        var refused = await Assert.ThrowsAsync<RefusedException>(() => hub.Submit(command));

        Assert.Contains("is of the kind rag.", refused.Message, StringComparison.Ordinal);
    }

    private static async Task<ScriptedService> Answering(Func<string, string> answer)
    {
        var service = await ScriptedService.Start();
        service.Instead = query => Results.Json(new { answer = answer(query), contexts = new object[] { new { id = 1, text = $"about {query}" } } });
        service.Otherwise = static () => Results.Json(new { answer = "", contexts = Array.Empty<string>() });
        return service;
    }

    private async Task<JobId> Submit(ScriptedService service, string definition, int items) =>
        await hub.Submit(Command(await Register(service), await Import(definition, items)));

    private Task<SystemId> Register(ScriptedService service) => hub.Register(Hub.Spec(service) with { Kind = SystemKind.RagAnswer, Answer = new() });

    private static SubmitJob Command(SystemId system, DatasetId dataset) => Hub.Command([system], dataset) with { Metrics = [] };

    private async Task<DatasetId> Import(string definition, int items)
    {
        await using var draft = await hub.Get<DatasetContents>().Begin(Ct);
        await draft.AddRecords([.. Enumerable.Range(0, items).Select(static i => ($"{i}", $$"""{"question": "q{{i}}", "answer": "a{{i}}"}"""))], Ct);
        var content = await draft.Seal(definition, Ct);
        var id = DatasetId.New(hub.Time.GetUtcNow());
        await hub.Grains.Dataset(id).AddVersion(new(Hub.Name("task"), "", "task", content.Hash, content.Items, 0, 0)).Within("the import");
        return id;
    }

    private ValueTask<List<ItemOutcome>> Items(TaskSnapshot task) => hub.Get<ResultItems>().Read(task.ResultId.Value, cancellation: Ct).ToListAsync(Ct);
}
