using System.Globalization;
using BenchHub.Evaluation.Tasks.Definitions;

namespace BenchHub.Evaluation.Judging.Definitions;

/// <summary>Writes a judge with all its defaults, so that equal judges have equal texts.</summary>
internal static class JudgeText
{
    public static string Write(JudgeDefinition judge)
    {
        var (shape, entries) = (judge.Shape, new List<YamlEntry>());
        Add("name", Text(judge.Name));
        Add("kind", Text(shape.Word));
        if (judge.Description.Length > 0)
        {
            Add("description", Text(judge.Description));
        }

        foreach (var key in shape.Keys)
        {
            Add(key, key switch
            {
                "criteria" => Text(judge.Criteria),
                "scale" => Map([new(Text("min"), Number(judge.Scale!.Minimum)), new(Text("max"), Number(judge.Scale.Maximum))]),
                "questions" => Number(judge.Questions),
                _ => Text(judge.ComparesEmbeddings ? "embedding" : "none"),
            });
        }

        Add("temperature", Number(judge.Generation.Temperature ?? 0));
        Add("max_tokens", Number(judge.Generation.MaxTokens ?? 0));
        Add("retries", Number(judge.Retries));
        Add("system", Text(judge.System.Source ?? ""));
        Add("prompts", Map([.. shape.Prompts.Select(prompt => new YamlEntry(Text(prompt.Name), Text(judge.Prompts[prompt.Name].Source ?? "")))]));
        return YamlJson.Write(Map(entries));

        void Add(string key, YamlNode value) => entries.Add(new(Text(key), value));
    }

    private static YamlScalar Text(string text) => new("", 1, text, IsPlain: false);

    private static YamlScalar Number(double number) => new("", 1, number.ToString("R", CultureInfo.InvariantCulture), IsPlain: true);

    private static YamlMap Map(IReadOnlyList<YamlEntry> entries) => new("", 1, entries, 1);
}
