using System.Text.Json;
using System.Text.Json.Nodes;

namespace BenchHub.Cli.Tests.Processes;

/// <summary>How a command ended and what it said.</summary>
internal sealed record CliOutcome(string Command, int Code, string Output, string Errors)
{
    /// <summary>What a script reads: standard output is one JSON object and nothing else.</summary>
    public JsonNode Json
    {
        get
        {
            Succeeded();
            try
            {
                return JsonNode.Parse(Output) as JsonObject ?? throw new InvalidOperationException($"'{Command}' printed no JSON object: {Output}");
            }
            catch (JsonException wrong)
            {
                throw new InvalidOperationException($"'{Command}' printed more or less than one JSON object: {Output}", wrong);
            }
        }
    }

    public CliOutcome Succeeded() => Code == 0
        ? this
        : throw new InvalidOperationException($"'{Command}' ended with {Code}.\nstdout: {Output}\nstderr: {Errors}");

    /// <summary>The command was refused as a user should see it: exit code 1 and a sentence, no trace, no colours.</summary>
    public string Refusal()
    {
        Assert.True(Code == 1, $"'{Command}' ended with {Code}.\nstdout: {Output}\nstderr: {Errors}");
        Assert.DoesNotContain("   at ", Errors);
        Assert.DoesNotContain('\u001b', Errors);
        var sentence = Errors.Split('\n')[0];
        Assert.Matches(@"\.( |$)", sentence);
        return sentence;
    }
}
