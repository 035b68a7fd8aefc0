using System.Collections.Frozen;

namespace BenchHub.Evaluation.Formats.Outputs;

/// <summary>The files of other tools that are understood, by name.</summary>
public static class OutputFormats
{
    private static readonly FrozenDictionary<string, IOutputFormat> ByName = new IOutputFormat[]
    {
        new LmEvalSamples(), new InspectLog(), new PromptfooResults(), new OpenAiBatchOutput(), new PlainOutputs(),
    }.ToFrozenDictionary(static format => format.Name, StringComparer.Ordinal);

    public static IReadOnlyList<string> Names { get; } = [LmEvalSamples.Tool, InspectLog.Tool, PromptfooResults.Tool, OpenAiBatchOutput.Tool, PlainOutputs.Tool];

    /// <summary>Null where there is none of that name.</summary>
    public static IOutputFormat? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>What a file looks like, for those who named another tool; empty where it looks like none.</summary>
    internal static string Guess(Func<string, bool> has)
    {
        var tool = has("doc_id") && has("resps") ? LmEvalSamples.Tool
            : has("custom_id") ? OpenAiBatchOutput.Tool
            : has("eval") && has("status") ? InspectLog.Tool
            : has("results") && (has("evalId") || has("config")) ? PromptfooResults.Tool
            : has("id") && (has("output") || has("outputs")) ? PlainOutputs.Tool
            : null;
        return tool is null ? "" : $" It looks like {tool}.";
    }
}
