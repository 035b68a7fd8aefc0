using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Tasks;
using BenchHub.Evaluation.Tasks.Definitions;
using BenchHub.Evaluation.Tasks.Templates;

namespace BenchHub.Evaluation.Judging.Definitions;

/// <summary>Reads a judge's prompts, and tries them out on an item that is all marks.</summary>
internal static class PromptForm
{
    /// <summary>What a question ends with when it is asked again.</summary>
    public static string Again(string complaint) => $"Your last reply could not be used: {complaint} Follow the form of the reply exactly.";

    public static Dictionary<string, TaskField> Read(YamlMap root, JudgeShape shape)
    {
        var map = root.Map("prompts");
        map?.Only("'prompts'", [.. shape.Prompts.Select(static prompt => prompt.Name)]);
        if (root["prompt"] is { } single && (map is not null || !shape.HasOnePrompt))
        {
            throw single.Fail(map is not null
                ? "A judge has a 'prompt' or 'prompts', not both."
                : $"A judge of the kind {shape.Word} asks in steps; put its templates under 'prompts': {string.Join(", ", shape.Prompts.Select(static prompt => prompt.Name))}.");
        }

        return shape.Prompts.ToDictionary(
            static prompt => prompt.Name,
            prompt => (shape.HasOnePrompt ? root.Field("prompt") : null) ?? map?.Field(prompt.Name) ?? TaskField.Of(prompt.Name, prompt.Default));
    }

    /// <exception cref="Formats.MalformedInputException">A template names a variable that there is not, or hides what is to be judged.</exception>
    public static void ThrowIfUnusable(YamlMap root, JudgeDefinition judge, Dictionary<string, TaskField> prompts)
    {
        Try(root["system"] ?? root, judge.System, []);
        foreach (var shape in judge.Shape.Prompts)
        {
            var node = root["prompt"] ?? root.Map("prompts")?[shape.Name] ?? root;
            var variables = new Mapping();
            foreach (var variable in shape.Variables)
            {
                variables[variable] = Sample(judge, variable);
            }

            variables["format"] = Format(shape, variables);
            var shown = Try(node, prompts[shape.Name], variables);
            if (shape.Shown.FirstOrDefault(any => !any.Any(variable => shown.Contains(Mark(variable), StringComparison.Ordinal))) is { } hidden)
            {
                throw node.Fail($"{shape.Name} does not show {string.Join(" or ", hidden.Select(static variable => $"{{{{ {variable} }}}}"))}, so that the judge would not see what to judge.");
            }

            if (!shown.Contains(shape.Field, StringComparison.OrdinalIgnoreCase))
            {
                throw node.Fail($"{shape.Name} does not ask for the JSON field \"{shape.Field}\", which is the verdict; end it with {{{{ format }}}}.");
            }
        }
    }

    /// <summary>How the reply to a prompt is to look.</summary>
    public static string Format(PromptShape shape, Mapping variables) => TaskField.Of("format", shape.Format).Text(variables);

    private static string Try(YamlNode node, TaskField field, Mapping variables)
    {
        try
        {
            return field.Text(variables);
        }
        catch (InvalidItemException invalid)
        {
            throw node.Fail(invalid.Message);
        }
    }

    private static object? Sample(JudgeDefinition judge, string variable) => variable switch
    {
        "minimum" => (long)judge.Scale!.Minimum,
        "maximum" => (long)judge.Scale!.Maximum,
        "count" => (long)judge.Questions,
        "references" or "statements" => new object?[] { Mark(variable), Mark(variable) },
        _ => Mark(variable),
    };

    private static string Mark(string variable) => $"\u2983{variable}\u2984";
}
