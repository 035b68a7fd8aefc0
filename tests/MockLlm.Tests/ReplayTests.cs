using System.Text.Json.Nodes;
using BenchHub.Evaluation.Tests.Golden;

namespace BenchHub.MockLlm.Tests;

public sealed class ReplayTests
{
    [Fact]
    public async Task Replay_LongestKnownQuestionOfTheLastUserTurn_IsAnswered()
    {
        using var file = new TemporaryFile(
            """{"input":"How many?","output":"short"}""",
            """{"input":"How many? And why?","output":"long"}""",
            """{"input":"How many? And why?","output":"mine","model":"known"}""",
            "",
            """{"input":"Who?","output":"me"}""");
        await using var server = await Served.Start(new() { Replay = file.Path });

        Assert.Equal("short", await server.Say("Q: How many?\nA:"));
        Assert.Equal("long", await server.Say("Who? How many? How many? And why? Who?"));
        Assert.Equal("mine", await server.Say("How many? And why?", model: "known"));
        var conversation = JsonNode.Parse("""{"model":"m","messages":[{"role":"user","content":"How many? And why?"},{"role":"assistant","content":"…"},{"role":"user","content":"Who?"}]}""")!;
        Assert.Equal("me", (string?)(await server.Ask(Served.Chat, conversation))["choices"]![0]!["message"]!["content"]);
        Assert.Equal("me", (string?)(await server.Ask(Served.Completions, Served.Prompt("And now: Who?")))["choices"]![0]!["text"]);
    }

    [Fact]
    public async Task Replay_UnknownQuestionOrModel_Is404InTheProvidersShape()
    {
        using var file = new TemporaryFile("""{"question":"How many?","a":"1","b":{"solution":"2","is_correct":true},"n":3}""");
        await using var server = await Served.Start(new() { Replay = file.Path });

        Assert.Equal("2", await server.Say("How many?", model: "b"));
        Assert.Equal(
            (404, "question_not_found", "None of the 1 questions of the replay stands in 'How much?'."), await server.Refused(Served.Chat, Served.Turn("How much?", model: "a")));
        Assert.Equal(
            (404, "model_not_found", "The replay has no answer of 'c' to this question; it has a, b."), await server.Refused(Served.Chat, Served.Turn("How many?", model: "c")));
        Assert.Equal((404, "not_found_error"), await server.Refused(Served.Messages, Served.Turn("x", """{"max_tokens":1}""")) is var refused ? (refused.Status, refused.Word) : default);
        Assert.Equal(["a", "b"], (await server.Get("/v1/models"))["data"]!.AsArray().Select(static model => (string)model!["id"]!));
    }

    [Fact]
    public async Task Replay_QuestionOfARegistration_IsAnsweredForKnownModels()
    {
        using var file = new TemporaryFile("""{"input":"How many?","output":"42","model":"a"}""");
        await using var server = await Served.Start(new() { Replay = file.Path });

        Assert.Equal("OK.", await server.Say("Say OK.", model: "a"));
        Assert.Equal((404, "model_not_found"), await server.Refused(Served.Chat, Served.Turn("Say OK.", model: "b")) is var refused ? (refused.Status, refused.Word) : default);
        Assert.Equal(404, (await server.Refused(Served.Chat, Served.Turn("Say OK. Or not.", model: "a"))).Status);
    }

    [Fact]
    public async Task Replay_Gsm8kSolutions_AreGivenToEachQuestionOfEachModel()
    {
        var path = SharedFolder.Find("data/gsm8k/example_model_solutions.jsonl");
        await using var server = await Served.Start(new() { Replay = path });
        var lines = File.ReadLines(path).Select(static line => JsonNode.Parse(line)!).ToList();
        string[] models = ["6b_finetuning", "6b_verification", "175b_finetuning", "175b_verification"];
        var correct = new Dictionary<string, int>();

        foreach (var model in models)
        {
            foreach (var line in lines)
            {
                var solution = await server.Say($"Solve step by step.\n\nQuestion: {line["question"]}\nAnswer:", model: model);

                Assert.Equal((string?)line[model]!["solution"], solution);
                correct[model] = correct.GetValueOrDefault(model) + (Final(solution) == Final((string)line["ground_truth"]!) ? 1 : 0);
            }
        }

        Assert.Equal([286, 515, 458, 742], models.Select(model => correct[model]));
        var stats = await server.Stats();
        Assert.Equal((4 * 1319, 4 * 1319, 1), ((int)stats["requests"]!["answered"]!, stats["byQuestion"]!.AsArray().Count, (int)stats["mostAskedOfOneRequest"]!));
    }

    [Theory]
    [InlineData("""{"input":"x"}""", ":1: needs the texts 'input' and 'output', or a 'question' with an answer per model.")]
    [InlineData("""{"input":"","output":"y"}""", ":1: needs the texts")]
    [InlineData("""{"question":"x","other":5}""", ":1: needs the texts")]
    [InlineData("""{"input":"x","output":"y"}|{"input":"x","output":"z"}""", ":2: an earlier line already has any model's answer to this question.")]
    [InlineData("[]", ":1: not a JSON object: ")]
    [InlineData("{", ":1: not a JSON object: ")]
    [InlineData("", " has no answers.")]
    public void Build_WrongReplay_IsRefusedWithFileAndLine(string lines, string sentence)
    {
        using var file = new TemporaryFile(lines.Split('|'));

        Assert.StartsWith(file.Path + sentence, Assert.Throws<MockLlmException>(() => MockLlmServer.Build(new() { Replay = file.Path })).Message);
    }

    [Fact]
    public void Build_NoReplayFile_IsRefused() =>
        Assert.Equal("There is no file /nowhere.jsonl to replay.", Assert.Throws<MockLlmException>(() => MockLlmServer.Build(new() { Replay = "/nowhere.jsonl" })).Message);

    /// <summary>GSM8K's rule: the number after the last line that starts with the mark, commas removed.</summary>
    private static string? Final(string solution) => solution.Split('\n').LastOrDefault(static line => line.StartsWith("A:", StringComparison.Ordinal))?[2..].Trim().Replace(",", "");
}
