using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Tasks.Templates;

namespace BenchHub.Evaluation.Tasks;

/// <summary>
/// What a key such as <c>doc_to_text</c> says of a record: the value of a field where it is the field's name, else what its template
/// makes, else a fixed value.
/// </summary>
internal sealed class TaskField
{
    private readonly Template? _template;
    private readonly object? _constant;

    private TaskField(string key, Template? template, object? constant) => (Key, _template, _constant) = (key, template, constant);

    /// <summary>As the definition calls it, for messages.</summary>
    public string Key { get; }

    public string? Source => _template?.Source;

    /// <exception cref="TemplateException">The template is not understood.</exception>
    public static TaskField Of(string key, string template) => new(key, Template.Parse(template), constant: null);

    /// <param name="key">As the definition calls it.</param>
    /// <param name="value">A whole number, or a list of texts.</param>
    public static TaskField Fixed(string key, object value) => new(key, template: null, value);

    /// <summary>A list whose items are fields themselves.</summary>
    public static TaskField Each(string key, IReadOnlyList<TaskField> items) => new(key, template: null, items);

    /// <exception cref="InvalidItemException">The record lacks what the template needs.</exception>
    public object? Value(Mapping record)
    {
        if (_constant is IReadOnlyList<TaskField> items)
        {
            return items.Select(item => (object?)item.Text(record)).ToArray();
        }

        if (_template is null)
        {
            return _constant;
        }

        if (record.TryGetValue(_template.Source, out var field))
        {
            return field;
        }

        try
        {
            return _template.Render(record);
        }
        catch (TemplateException failure)
        {
            throw new InvalidItemException($"{Key}, {failure.Message}");
        }
    }

    /// <summary>As <see cref="Value"/>, printed.</summary>
    public string Text(Mapping record) => PythonText.Str(Value(record));

    /// <summary>Whether the value is printed by a template, so that its text has still to be read as a number or list.</summary>
    public bool IsRendered(Mapping record) => _template is not null && !record.ContainsKey(_template.Source);
}
