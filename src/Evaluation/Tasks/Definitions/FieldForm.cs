using BenchHub.Evaluation.Tasks.Templates;

namespace BenchHub.Evaluation.Tasks.Definitions;

/// <summary>Reads what a key says of a record.</summary>
internal static class FieldForm
{
    /// <summary>A template or the name of a field; null where the key is absent.</summary>
    public static TaskField? Field(this YamlMap map, string key) => map[key] is { } node ? Template(node, key) : null;

    /// <summary>A template, a field, a fixed number or a list of answers; null where the key is absent.</summary>
    public static TaskField? Target(this YamlMap map, string key) => map[key] switch
    {
        null => null,
        YamlScalar { PlainValue: long number } => TaskField.Fixed(key, number),
        YamlList list => TaskField.Each(key, Each(list, key)),
        var node => Template(node, key),
    };

    /// <summary>A template that yields a list, a field, a list of templates, or a mapping whose values they are; null where absent.</summary>
    public static TaskField? Choices(this YamlMap map, string key, bool templates) => map[key] switch
    {
        null => null,
        YamlList list => List(list, key, templates),
        YamlMap values => List(new(values.File, values.Line, [.. values.Entries.Select(static entry => entry.Value)], values.Size), key, templates),
        var node => Template(node, key),
    };

    private static TaskField List(YamlList list, string key, bool templates) =>
        list.Items.Count == 0 ? throw list.Fail($"'{key}' needs at least one choice.")
        : templates ? TaskField.Each(key, Each(list, key))
        : TaskField.Fixed(key, list.Items.Select(item => (object?)item.Text(key)).ToArray());

    private static TaskField[] Each(YamlList list, string key) => [.. list.Items.Select(item => Template(item, key))];

    public static TaskField Template(YamlNode node, string key)
    {
        try
        {
            return TaskField.Of(key, node.Text(key));
        }
        catch (TemplateException failure)
        {
            // The lines of a block are the file's own.
            var line = node.Line + (node is YamlScalar { IsPlain: false } && node.Text(key).Contains('\n', StringComparison.Ordinal) ? failure.Line - 1 : 0);
            throw (node with { Line = line }).Fail($"{key}, {failure.Message}");
        }
    }
}
