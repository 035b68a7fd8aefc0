using System.Text;
using System.Text.Json.Nodes;
using BenchHub.Cli.Tests.Processes;

namespace BenchHub.Cli.Tests.Tasks;

public sealed class TaskCommandTests : IDisposable
{
    private const string Definition = "name: capitals\nkind: open_qa\nprompt: 'Capital of {{country}}?'\nreferences: capital\n";

    private readonly TempFolder _folder = new();

    [Fact]
    public async Task List_BuiltInDefinitions_AreNamed()
    {
        var listed = JsonNode.Parse((await Run("tasks", "list", "--json")).Output)!["items"]!.AsArray();

        Assert.Contains(listed, static task => (string)task!["name"]! == "gsm8k" && (string)task["kind"]! == "generation");
        Assert.Contains("gsm8k_correct", (await Run("tasks", "list")).Output);
    }

    [Fact]
    public async Task Validate_WithRecords_ShowsWhatIsAsked()
    {
        var task = Write("capitals.yaml", Definition);
        var records = Write("records.jsonl", """{"country": "Korea", "capital": "서울"}""" + "\n");

        var shown = (await Run("tasks", "validate", task, "--records", records)).Output;
        var request = JsonNode.Parse((await Run("tasks", "validate", task, "--records", records, "--json")).Output)!["request"]!;

        Assert.Contains("--- prompt ---\nCapital of Korea?\n", shown);
        Assert.Contains("--- reference ---\n서울\n", shown);
        Assert.Equal("Capital of Korea?", (string)request["prompt"]!);
        Assert.Equal("서울", (string)request["references"]![0]!);
    }

    [Fact]
    public async Task Validate_BuiltInWithLetters_ShowsThem()
    {
        var records = Write("records.jsonl", """{"question": "Which?", "choices": ["red", "blue"], "answer": 1}""" + "\n");

        Assert.Contains(
            "Answer with the letter of the right choice only.", (await Run("tasks", "validate", "mmlu-like", "--records", records, "--lettered")).Output);
    }

    [Theory]
    [InlineData("name: t\nkind: open_qa\nprompt: '{{ a | b }}'\nreferences: x\n", "task.yaml, line 3: prompt, template line 1, column 8: there is no filter 'b'")]
    [InlineData("task: t\ndoc_to_text: !function utils.f\n", "task.yaml, line 2: !function utils.f needs Python code")]
    [InlineData("name: t\nkind: open_qa\nprompt: p\nreferences: r\nmetrics: [acc]\n", "The metric 'acc' measures likelihoods of choices, which a task of the kind open_qa does not have.")]
    [InlineData("include: none.yaml\n", "task.yaml, line 1: The file 'none.yaml' is to be included and cannot be found.")]
    public async Task Validate_DefinitionThatCannotBeUsed_IsRefusedWithItsLine(string yaml, string said) =>
        Assert.Contains(said, await Refused("tasks", "validate", Write("task.yaml", yaml)));

    [Fact]
    public async Task Validate_Include_IsReadBesideTheFile()
    {
        Write("base.yaml", "doc_to_text: q\ndoc_to_target: a\n");

        Assert.Contains("exact_match", (await Run("tasks", "validate", Write("task.yaml", "include: base.yaml\ntask: t\n"))).Output);
    }

    [Fact]
    public async Task Validate_BadFiles_AreNamed()
    {
        var task = Write("task.yaml", Definition);
        var latin = Path.Combine(_folder.Path, "latin.yaml");
        await File.WriteAllBytesAsync(latin, [.. "name: t\nprompt: "u8, 0xE9, .. "\n"u8]);

        Assert.Contains("latin.yaml, line 2: The file is not UTF-8", await Refused("tasks", "validate", latin));
        Assert.Contains("nosuch.yaml does not exist", await Refused("tasks", "validate", Path.Combine(_folder.Path, "nosuch.yaml")));
        Assert.Contains("records.jsonl, line 1: This is not valid JSON", await Refused("tasks", "validate", task, "--records", Write("records.jsonl", "{\n")));
        Assert.Contains("records.jsonl has no records", await Refused("tasks", "validate", task, "--records", Write("records.jsonl", "\n")));
        Assert.Contains("Record 'line 1': prompt, template line 1, column 14: 'country' is not in the record.", await Refused("tasks", "validate", task, "--records", Write("records.jsonl", "{}\n")));
    }

    public void Dispose() => _folder.Dispose();

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder.Path, name);
        File.WriteAllText(path, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        return path;
    }

    private static async Task<CliOutcome> Run(params string[] arguments) => (await End(arguments)).Succeeded();

    private static async Task<string> Refused(params string[] arguments)
    {
        var outcome = await End(arguments);
        Assert.Equal(1, outcome.Code);
        return outcome.Errors;
    }

    private static async Task<CliOutcome> End(string[] arguments)
    {
        await using var process = CliProcess.Start(arguments);
        return await process.End();
    }
}
