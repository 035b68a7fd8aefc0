using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using BenchHub.Cli.Tests.Processes;
using BenchHub.Evaluation.Tests.Golden;

namespace BenchHub.Cli.Tests.Models;

/// <summary>Programs that a model wrote, run in the hub's sandbox: from the question over HTTP to pass@1.</summary>
public sealed class CodeJobTests : IDisposable
{
    private static readonly string[] Hostile =
    [
        "while True: os.fork()", "x = bytearray(10 << 30)", "open('/usr/planted', 'w')", "socket.create_connection(('1.1.1.1', 80))",
    ];

    private readonly TempFolder _folder = new();

    // Problems 0, 4, 8 ... 160 are broken, 41 of 164: 123/164 = 0.75. The hostile ones never reach the right solution behind them.
    [Fact]
    public async Task Run_HumanEval_PassesAsManyAsAreRight()
    {
        var (records, replay) = HumanEval();
        await using var mock = await ModelService.Start("--replay", replay);
        await using var hub = await ServedHub.Start(_folder.Path);
        foreach (var model in new[] { "canonical", "broken", "hostile" })
        {
            (await hub.Run("systems", "add", model, "--url", mock.Url, "--model", model)).Succeeded();
        }

        (await hub.Run("datasets", "import", "task", "humaneval", records, "--name", "humaneval")).Succeeded();
        var job = (await hub.Run("run", "--dataset", "humaneval", "--system", "canonical", "--system", "broken", "--system", "hostile", "--wait", "--json")).Json;

        var pass = job["results"]!.AsArray().ToDictionary(
            static result => (string)result!["system"]!, static result => (double)result!["metrics"]!["pass@1"]!["value"]!);
        Assert.Equal((1.0, 0.75, 0.0), (pass["canonical"], pass["broken"], pass["hostile"]));
        Assert.Contains("; python=3.", (string)job["results"]![0]!["metrics"]!["pass@1"]!["signature"]!, StringComparison.Ordinal);
        var items = await hub.Get($"/api/v1/results/{Of(job, "hostile")}/items?limit=10");
        Assert.Equal(
            ["The program took too long", "The program needed too much memory", "The program failed its test"],
            items["items"]!.AsArray().Take(3).Select(static item => ((string)item!["outputs"]![0]!["notes"]!).Split(':')[0]));
    }

    [Fact]
    public async Task Run_TestThatCannotBeRun_LeavesTheItemUndefined()
    {
        await using var mock = await ModelService.Start("--answer", "```python\ndef inc(x):\n    return x + 1\n```");
        await using var hub = await ServedHub.Start(_folder.Path);
        (await hub.Run("systems", "add", "model", "--url", mock.Url, "--model", "m")).Succeeded();
        var definition = _folder.File("inc.yaml", "name: inc\nkind: code\nprompt: ask\nprogram: {test: checks}\n");
        var records = _folder.File("inc.jsonl", """
            {"ask": "Write inc(x).", "checks": "assert inc(1) == 2"}
            {"ask": "Write inc(x)!", "checks": "assert inc(1) == 3"}
            {"ask": "Write inc(x)?", "checks": "assert inc(1) =="}
            """);
        (await hub.Run("datasets", "import", "task", definition, records, "--name", "inc")).Succeeded();

        var metric = (await hub.Run("run", "--dataset", "inc", "--system", "model", "--wait", "--json")).Json["results"]![0]!["metrics"]!["pass@1"]!;

        Assert.Equal((0.5, 2, 1), ((double)metric["value"]!, (int)metric["n"]!, (int)metric["undefined"]!));
    }

    public void Dispose() => _folder.Dispose();

    private static string Of(JsonNode job, string system) =>
        (string)job["results"]!.AsArray().Single(result => (string)result!["system"]! == system)!["id"]!;

    /// <summary>The records, and a replay with three models' answers to them.</summary>
    private (string Records, string Replay) HumanEval()
    {
        var (records, replay) = (new StringBuilder(), new StringBuilder());
        using var packed = File.OpenRead(SharedFolder.Find("data/humaneval/HumanEval.jsonl.gz"));
        using var lines = new StreamReader(new GZipStream(packed, CompressionMode.Decompress));
        for (var i = 0; lines.ReadLine() is { } line; i++)
        {
            var record = JsonNode.Parse(line)!;
            var (prompt, right) = ((string)record["prompt"]!, (string)record["canonical_solution"]!);
            records.Append(line).Append('\n');
            replay.Append(new JsonObject
            {
                ["question"] = prompt,
                ["canonical"] = i % 2 == 0 ? right : $"Here it is:\n```python\n{prompt}{right}```\nThat works.",
                ["broken"] = i % 4 == 0 ? "    return None\n" : right,
                ["hostile"] = $"    import os, socket\n    {(i == 0 ? "while True: pass" : Hostile[i % Hostile.Length])}\n{right}",
            }.ToJsonString()).Append('\n');
        }

        return (_folder.File("humaneval.jsonl", records.ToString()), _folder.File("replay.jsonl", replay.ToString()));
    }
}
