using System.Text.Json.Nodes;
using BenchHub.Cli.Tests.Processes;

namespace BenchHub.Cli.Tests.Models;

/// <summary>What can be wrong with an answer: the job goes on, the item says why in a sentence, the summary counts.</summary>
public sealed class ModelBadInputTests : IDisposable
{
    private const int MostCharacters = 10 * 1024 * 1024;

    /// <summary>Why there is no answer. URL stands for the call; <c>…</c> for what a parser or an operating system says.</summary>
    private static readonly (string Question, string Error)[] Failures =
    [
        ("[[401]]", "URL answered 401: the key is missing or not accepted; register a valid one (apiKey). It says: The API key is refused: the marker [[401]]."),
        ("[[403]]", "URL answered 403: the key may not ask this model; give it the right to, or use another key. It says: This request fails on purpose: the marker [[403]]."),
        ("[[404]]", "URL answered 404: there is no such model or path; check model.name, model.provider and the url. It says: There is no such model: the marker [[404]]."),
        ("[[quota]]", "URL answered 429: the account has no quota left, so asking again is of no use; add credit or raise its limit at the provider, then retry the failed items. It says: The quota of this account is used up."),
        ("[[context-overflow]]", "URL answered 400: the request and the answer it allows do not fit the model's context; shorten the item, use fewer examples, or lower the task's or the model's maxTokens. It says: The prompt is longer than the context of the model."),
        ("[[truncate]]", "URL lost the connection before its answer was complete: … (2 attempts)"),
        ("[[bad-json]]", "URL answered 200 (application/json): it is not JSON: …"),
        ("[[no-answer]]", """URL answered 200 (application/json): 'choices' is empty. It begins: {"id":"chatcmpl-none","object":"chat.completion","choices":[]}"""),
        ("[[tool-call]]", "URL answered 200 (application/json): the model wants to call 'look_up' instead of answering; take the tools out of the request (model.extra) or off the server. It begins: …"),
        ("[[huge 20MB]]", "URL answered more than 16,777,216 bytes, the limit of one answer (limits.answerBytes)."),
        ("[[html]]", "URL answered 502 (text/html): the service failed; if this lasts, look at its own log or status page. It begins: <html><body><h1>502 Bad Gateway</h1></body></html> (2 attempts)"),
        ("[[500]]", "URL answered 500: the service failed; if this lasts, look at its own log or status page. It says: This request fails on purpose: the marker [[500]]. (2 attempts)"),
        ("[[503]]", "URL answered 503: the service is overloaded or starting; if this lasts, lower limits.concurrency or run again later. It says: This request fails on purpose: the marker [[503]]. (2 attempts)"),
        ("[[429 10ms]]", "URL answered 429: too many requests at once; if this lasts, lower limits.concurrency or limits.callsPerSecond, or raise limits.retries. It says: Too many requests: the marker [[429 10ms]]. (2 attempts)"),
    ];

    /// <summary>Answers that count as they are.</summary>
    private static readonly (string Question, string? Notes)[] Answers =
    [
        ("What is 2 + 2?", null),
        ("[[once 503]]", null),
        ("[[no-usage]]", null),
        ("[[empty]]", "The model said nothing."),
        ("[[content-filter]]", "The provider's content filter held the answer back."),
        ("[[prompt-filter]]", "The provider's content filter held the answer back."),
        ("[[say a b c d]][[length]]", "The answer was cut off at the most tokens that it may have; raise the task's or the model's maxTokens."),
        ("[[huge 10MB]]", null),
    ];

    private readonly TempFolder _folder = new();

    [Fact]
    public async Task Run_EverythingThatCanBeWrong_IsToldBesideItsItemAndCounted()
    {
        await using var model = await ModelService.Start("--answer", "4");
        await using var hub = await ServedHub.Start(_folder.Path);
        await Questions.Prepare(
            hub, _folder, model, [.. Failures.Select(static one => one.Question), .. Answers.Select(static one => one.Question)], new JsonObject { ["retries"] = 1 });

        var result = await Questions.Result(hub, await Questions.Submit(hub, concurrency: 4));
        var items = await Questions.Items(hub, result);

        foreach (var ((question, error), item) in Failures.Zip(items))
        {
            var said = ((string?)item["error"])?.Replace($"POST {model.Url}/chat/completions", "URL", StringComparison.Ordinal) ?? "no error";
            var parts = error.Split('…');
            Assert.True(said.StartsWith(parts[0], StringComparison.Ordinal) && (parts.Length > 1 ? said.EndsWith(parts[1], StringComparison.Ordinal) : said == error), $"{question}: {said}");
            Assert.Empty(item["outputs"]!.AsArray());
        }

        foreach (var ((question, notes), item) in Answers.Zip(items.Skip(Failures.Length)))
        {
            Assert.True(item["error"] is null, $"{question}: {item["error"]}");
            Assert.Equal((question, notes), (question, (string?)item["outputs"]![0]!["notes"]));
        }

        Assert.Equal(MostCharacters, ((string)items[^1]["outputs"]![0]!["text"]!).Length);

        // The model has no price: what it cost is unknown, and not nothing.
        Assert.Equal((Failures.Length, null, Answers.Length), ((int)result["errors"]!, result["spent"]!["dollars"], (int)result["spent"]!["unpriced"]!));
        Assert.All(items.Skip(Failures.Length), static item => Assert.Null(item["outputs"]![0]!["costDollars"]));
        Assert.Equal("""{"filtered":2,"cutOff":1,"empty":3}""", result["defects"]!.ToJsonString());

        // Right are the three that say 4, of all: a failed item counts as 0.
        var metric = result["metrics"]!["exact_match"]!;
        Assert.Equal((3.0 / items.Count, items.Count), ((double)metric["value"]!, (int)metric["n"]!));
    }

    [Fact]
    public async Task Run_RecordsWithoutWhatTheTemplateNeeds_FailWithTheNameOfTheVariable()
    {
        await using var model = await ModelService.Start("--answer", "4");
        await using var hub = await ServedHub.Start(_folder.Path);
        await Questions.Prepare(hub, _folder, model, ["What is 2 + 2?"]);
        var records = _folder.File("lacking.jsonl", """{"id": "whole", "question": "2 + 2?", "answer": "4"}""" + "\n" + """{"id": "lacking", "answer": "4"}""" + "\n");
        (await hub.Run("datasets", "import", "task", _folder.File("t.yaml", "name: t\nkind: open_qa\nprompt: \"{{ question }}\"\ntarget: answer\nmetrics: [exact_match]\n"), records, "--name", "lacking")).Succeeded();

        var job = (await hub.Run("run", "--system", Questions.System, "--dataset", "lacking", "--wait", "--json")).Json;
        var items = await Questions.Items(hub, job["results"]![0]!);

        Assert.Null(items[0]["error"]);
        Assert.Matches("^Record 'lacking': prompt, template line 1, column [0-9]+: .*question", (string)items[1]["error"]!);
        Assert.Equal(1, (int)(await model.Stats())["requests"]!["asked"]!);
    }

    public void Dispose() => _folder.Dispose();
}
