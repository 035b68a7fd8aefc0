using System.Text;
using BenchHub.Evaluation.Formats.Outputs;

namespace BenchHub.Evaluation.Tests.Formats.Outputs;

/// <summary>Small files in the shapes that the tools write; what is typical of each is in them.</summary>
public sealed class OutputFormatsTests
{
    private const string Choice = """
        {"doc_id": 4, "doc": {"q": "Sky?", "label": 1}, "target": "1", "arguments": {"gen_args_0": {"arg_0": "Sky?", "arg_1": " red"}, "gen_args_1": {"arg_0": "Sky?", "arg_1": " blue"}}, "resps": [[["-3.5", "False"]], [["-0.25", "True"]]], "filtered_resps": [["-3.5", "False"], ["-0.25", "True"]], "filter": "none", "metrics": ["acc", "f1", "acc_norm"], "doc_hash": "a", "acc": 1.0, "f1": [1, 1], "acc_norm": NaN}
        """;

    private const string Inspect = """
        {"version": 2, "status": "success", "eval": {"task": "colours", "model": "openai/m", "packages": {"inspect_ai": "0.3.95"}},
         "samples": [
          {"id": "s1", "epoch": 1, "input": "Sky?", "target": "blue", "output": {"choices": [{"message": {"content": [{"type": "reasoning", "reasoning": "hm"}, {"type": "text", "text": "blue"}]}, "stop_reason": "stop"}], "usage": {"input_tokens": 5, "output_tokens": 2, "input_tokens_cache_read": 3}, "time": 0.5}, "scores": {"match": {"value": "C"}, "grade": {"value": {"style": 0.5, "note": "x"}}}, "events": [{"deep": [[[1]]]}]},
          {"id": "s1", "epoch": 2, "input": "Sky?", "target": "blue", "output": {"choices": []}, "scores": {"match": {"value": NaN}}, "error": {"message": "time out", "traceback": "…"}}
         ], "reductions": null}
        """;

    private const string Promptfoo = """
        {"evalId": "e", "results": {"version": 3, "prompts": [{"provider": "a", "label": "short"}, {"provider": "a", "label": "long"}, {"provider": "b", "label": "short"}],
          "results": [
           {"promptIdx": 0, "testIdx": 0, "provider": {"id": "a", "label": ""}, "prompt": {"raw": "1+1", "label": "short"}, "vars": {"q": "1+1"}, "response": {"output": "3"}, "error": "Expected 2", "failureReason": 1, "success": false, "score": 0.5, "namedScores": {"Has <i>": 1}, "testCase": {"assert": [{"type": "equals", "value": "2"}]}, "latencyMs": 8, "cost": 0.25},
           {"promptIdx": 0, "testIdx": 1, "provider": {"id": "a", "label": ""}, "prompt": {"raw": "1+1", "label": "short"}, "vars": {"q": "1+1"}, "response": {"output": {"sum": 2}}, "failureReason": 0, "success": true, "score": 1, "testCase": {"assert": [{"type": "equals", "value": "2"}]}},
           {"promptIdx": 1, "testIdx": 0, "provider": {"id": "a", "label": ""}, "prompt": {"raw": "x"}, "vars": {"q": "1+1"}, "response": {"error": "no quota"}, "error": "no quota", "failureReason": 2, "success": false, "score": 0, "testCase": {"assert": [{"type": "equals", "value": "2"}]}},
           {"promptIdx": 2, "testIdx": 2, "provider": {"id": "b"}, "prompt": {"raw": "x"}, "vars": {"q": "other"}, "response": {"output": "cut \ud83d"}, "failureReason": 0, "success": true, "score": 1}
          ], "stats": {}}, "config": {"description": "sums"}, "metadata": {"promptfooVersion": "0.121.20"}}
        """;

    [Fact]
    public async Task LmEval_Likelihoods_AreReadWithChoicesAndScores()
    {
        var (file, answers) = await ReadOutputs.Of("lm-eval", Choice, "samples_my_task_2026-01-31T10-00-00.1.jsonl");
        var answer = Assert.Single(answers);

        Assert.Equal(("lm-eval", "my_task"), (file.Tool, file.Task));
        Assert.Equal(("4", 4, "1"), (answer.Id, answer.Position!.Value, answer.Question.Target));
        Assert.Equal(["red", "blue"], answer.Question.Choices);
        Assert.Equal([(-3.5, false), (-0.25, true)], answer.Outputs.Select(static output => (output.LogLikelihood!.Value, output.IsGreedy)));

        // f1 is a pair there, which is aggregated in another way than by a mean; NaN is undefined.
        Assert.Equal(["imported:acc", "imported:acc_norm"], answer.Scores.Keys.Order());
        Assert.True(double.IsNaN(answer.Scores["imported:acc_norm"]));
    }

    [Theory]
    [InlineData("[[[-3.5, false]], [[-0.25, true]]]", """[["Sky?", " red"], ["Sky?", " blue"]]""")]
    [InlineData("[[-3.5, false], [-0.25, true]]", """[["Sky?", " red"], ["Sky?", " blue"]]""")]
    public async Task LmEval_OlderVersions_AreReadAlike(string resps, string arguments)
    {
        var (_, answers) = await ReadOutputs.Of("lm-eval", $$$"""{"doc_id": 0, "doc": {}, "target": 1, "arguments": {{{arguments}}}, "resps": {{{resps}}}, "acc": 1.0}""");

        Assert.Equal([-3.5, -0.25], answers[0].Outputs.Select(static output => output.LogLikelihood!.Value));
        Assert.Equal((1.0, ToolQuestionKind.Choices), (answers[0].Scores["imported:acc"], answers[0].Question.Kind));
    }

    [Theory]
    [InlineData("""{"gen_args_0": {"arg_0": "p", "arg_1": {"until": []}}}""", """[["-1.5"]]""", ToolQuestionKind.Words)]
    [InlineData("""{"gen_args_0": {"arg_0": "text"}}""", """[["-1.5"]]""", ToolQuestionKind.Rolling)]
    [InlineData("""{"gen_args_0": {"arg_0": "p", "arg_1": " end"}}""", """[[["-1.5", "True"]]]""", ToolQuestionKind.Likelihood)]
    public async Task LmEval_KindsOfRequests_AreToldApart(string arguments, string resps, ToolQuestionKind kind)
    {
        var (_, answers) = await ReadOutputs.Of("lm-eval", $$$"""{"doc_id": 0, "doc": {}, "target": "t", "arguments": {{{arguments}}}, "resps": {{{resps}}}}""");

        Assert.Equal(kind, answers[0].Question.Kind);
        Assert.Equal(kind is ToolQuestionKind.Words ? null : -1.5, answers[0].Outputs[0].LogLikelihood);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(4096)]
    public async Task Inspect_EpochsErrorsAndScores_AreRead(int block)
    {
        var (file, answers) = await ReadOutputs.Of("inspect", Inspect, "log.json", block);

        Assert.Equal(("inspect 0.3.95", "colours"), (file.Tool, file.Task));
        Assert.Equal([("openai/m", "s1", 0), ("openai/m", "s1", 1)], answers.Select(static answer => (answer.System, answer.Id, answer.Part)));
        Assert.Equal(("blue", "stop", 8, 3, 2), answers[0].Outputs.Select(static o => (o.Text, o.FinishReason!, o.InputTokens, o.CachedTokens, o.OutputTokens)).Single());
        Assert.Equal((500, 1, 0.5), (answers[0].LatencyMilliseconds, answers[0].Scores["imported:match"], answers[0].Scores["imported:grade.style"]));
        Assert.Equal("time out", answers[1].Error);
        Assert.True(double.IsNaN(answers[1].Scores["imported:match"]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(4096)]
    public async Task Promptfoo_ProvidersPromptsAndRepeats_AreToldApart(int block)
    {
        var (file, answers) = await ReadOutputs.Of("promptfoo", Promptfoo, "results.json", block);

        Assert.Equal(("promptfoo 0.121.20", "sums"), (file.Tool, file.Task));

        // Test 1 asks what test 0 asks: a repeat of it.
        Assert.Equal([("a, short", "0", 0), ("a, short", "0", 1), ("a, long", "0", 0), ("b", "2", 0)], answers.Select(static answer => (answer.System, answer.Id, answer.Part)));
        Assert.Equal(("3", 0.25m, "2"), (answers[0].Outputs[0].Text, answers[0].Outputs[0].Dollars!.Value, answers[0].Question.Target));
        Assert.Equal([("imported:has__i", 1), ("imported:score", 0.5), ("imported:success", 0)], answers[0].Scores.Select(static score => (score.Key, score.Value)).Order());
        Assert.Equal((null, "no quota"), (answers[0].Error, answers[2].Error));
        Assert.Equal(["{\"sum\": 2}", "cut \ufffd"], [answers[1].Outputs[0].Text, answers[3].Outputs[0].Text]);
    }

    [Fact]
    public async Task OpenAiBatch_AnswersErrorsAndResponses_AreRead()
    {
        var (_, answers) = await ReadOutputs.Of("openai-batch", """
            {"custom_id": "a", "response": {"status_code": 200, "body": {"choices": [{"message": {"content": "yes"}, "finish_reason": "stop"}], "usage": {"prompt_tokens": 3, "completion_tokens": 1, "prompt_tokens_details": {"cached_tokens": 2}}}}, "error": null}
            {"custom_id": "b", "response": {"status_code": 400, "body": {"error": {"message": "too long"}}}, "error": null}
            {"custom_id": "c", "response": null, "error": {"code": "batch_expired", "message": "expired"}}
            {"custom_id": "d", "response": {"status_code": 200, "body": {"output": [{"type": "reasoning"}, {"type": "message", "content": [{"type": "output_text", "text": "no"}]}], "error": null}}}

            """);

        Assert.Equal([("a", null), ("b", "too long"), ("c", "expired"), ("d", null)], answers.Select(static answer => (answer.Id, answer.Error)));
        Assert.Equal(("yes", 3, 2, 1), answers[0].Outputs.Select(static o => (o.Text, o.InputTokens, o.CachedTokens, o.OutputTokens)).Single());
        Assert.Equal("no", answers[3].Outputs[0].Text);
    }

    [Fact]
    public async Task Outputs_RepeatsAndScores_AreRead()
    {
        var (_, answers) = await ReadOutputs.Of("outputs", "\ufeff{\"id\": 1, \"outputs\": [\"a\", \"b\"], \"scores\": {\"F1\": 0.5}}\r\n\r\n{\"id\": \"x\", \"error\": \"refused\"}");

        Assert.Equal(["a", "b"], answers[0].Outputs.Select(static output => output.Text));
        Assert.Equal((0.5, "refused", 3L), (answers[0].Scores["imported:f1"], answers[1].Error, answers[1].Line));
    }

    [Theory]
    [InlineData("outputs", "{\"id\": 1, \"output\": \"a\"}\n{\"id\": 2, \"outp", "f.jsonl, line 2: This is not valid JSON (near byte 16); the file may have been cut off.")]
    [InlineData("outputs", "{\"id\": 1, \"output\": 5}", "f.jsonl, line 1: The field \"output\" must be a text.")]
    [InlineData("outputs", "{\"custom_id\": \"1\", \"response\": {}}", "it lacks \"id\". It looks like openai-batch.")]
    [InlineData("outputs", "{\n \"eval\": {}\n}", "Is it a whole JSON document")]
    [InlineData("openai-batch", "{\"custom_id\": \"1\", \"method\": \"POST\", \"url\": \"/v1\", \"body\": {}}", "This is a request of a batch, not its output")]
    [InlineData("openai-batch", "{\"custom_id\": \"1\", \"response\": {\"status_code\": 200, \"body\": {\"data\": []}}}", "The field \"response.body.choices\" is missing")]
    [InlineData("lm-eval", "{\"id\": 1, \"output\": \"a\"}", "it lacks \"doc_id\". It looks like outputs.")]
    [InlineData("inspect", "{\"evalId\": \"e\", \"results\": {\"results\": []}, \"config\": {}}", "It looks like promptfoo.")]
    [InlineData("inspect", "{\"eval\": {}, \"samples\": [{\"id\": 1, \"epoch\": 1}, {\"id\"", "f.jsonl, line 1: The JSON breaks off here; the file was cut off.")]
    [InlineData("inspect", "{\"eval\": {}, \"samples\": [\n{\"id\": 1, \"outpt\": }]}", "line 2: This is not valid JSON (near byte 20).")]
    [InlineData("inspect", "", "The file is empty.")]
    [InlineData("promptfoo", "{\"eval\": {}, \"status\": \"success\", \"samples\": []}", "it lacks \"results.results\". It looks like inspect.")]
    [InlineData("promptfoo", "{\"results\": []}", "The field \"results\" must be an object.")]
    [InlineData("promptfoo", "{\"results\": {\"results\": [{\"provider\": {\"id\": \"a\"}}]}}", "The field \"results.results[0].testIdx\" is missing.")]
    [InlineData("promptfoo", "{\"results\": {\"results\": [{\"testIdx\": 0, \"provider\": {\"id\": \"a\"}, \"namedScores\": {\"A b\": 1, \"a_b\": 2}}]}}", "'A b' and 'a_b' would both be called imported:a_b")]
    public async Task Read_WhatIsNotOfTheFormat_IsRefusedWithLineAndField(string format, string text, string said) =>
        Assert.Contains(said, (await ReadOutputs.Refused(format, text)).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Read_OtherEncodings_AreRefused()
    {
        const string Line = "{\"id\": 1, \"output\": \"é\"}";

        Assert.Contains("UTF-16", (await ReadOutputs.Refused("outputs", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Line)])).Message, StringComparison.Ordinal);
        Assert.Contains("not in UTF-8", (await ReadOutputs.Refused("outputs", Encoding.Latin1.GetBytes(Line))).Message, StringComparison.Ordinal);
        Assert.Contains("not in UTF-8", (await ReadOutputs.Refused("inspect", Encoding.Latin1.GetBytes("{\"samples\": [{\"id\": \"é\"}]}"))).Message, StringComparison.Ordinal);
        Assert.Contains(".eval format", (await ReadOutputs.Refused("inspect", "PK\u0003\u0004xxxx"u8.ToArray())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_OutputOfTenMegabytes_IsTaken()
    {
        var text = new string('x', 10 << 20);
        var (_, answers) = await ReadOutputs.Of("inspect", """{"samples": [{"id": 1, "output": {"choices": [{"message": {"content": "TEXT"}}]}}]}""".Replace("TEXT", text, StringComparison.Ordinal), block: 1 << 16);

        Assert.Equal(text, answers[0].Outputs[0].Text);
    }

    [Fact]
    public async Task Read_PrefixOfAnyLength_IsRefusedAndNeverCrashes()
    {
        for (var length = 0; length < Promptfoo.Length - 1; length += 11)
        {
            Assert.Matches(@"^f\.jsonl, line \d+: .*\.$", (await ReadOutputs.Refused("promptfoo", Promptfoo[..length])).Message);
        }
    }
}
