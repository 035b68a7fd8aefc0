using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Metrics.Text.Answers;
using BenchHub.Evaluation.Tasks.Templates;

namespace BenchHub.Evaluation.Tasks;

/// <summary>One record, or one example, with what the definition takes from it.</summary>
/// <param name="Text">What is asked.</param>
/// <param name="Choices">Empty where there are none.</param>
/// <param name="Golds">Indexes of the right choices.</param>
/// <param name="References">Right answers in words.</param>
internal sealed record Question(string Text, IReadOnlyList<string> Choices, IReadOnlyList<int> Golds, IReadOnlyList<string> References)
{
    public int? Gold => Golds.Count > 0 ? Golds[0] : null;

    /// <summary>The first right answer; empty where none is known.</summary>
    public string Answer => References.Count > 0 ? References[0] : "";

    /// <exception cref="InvalidItemException">The record does not have what the fields need.</exception>
    public static Question Of(TaskDefinition task, TaskFields fields, Mapping record)
    {
        var text = Asked(fields, record);
        string[] choices = fields.Choices is { } field ? ChoicesOf(field, record) : [];
        if (fields.Target is not { } target)
        {
            return new(text, choices, [], []);
        }

        var value = Read(target, record, choices.Length > 0);
        if (choices.Length == 0)
        {
            return new(text, [], [], Right(value));
        }

        int[] golds = [.. (value is object?[] or Sequence ? Items(value) : [value]).Select(item => GoldOf(item, choices, task.TakesLabels))];
        return golds.Length == 0
            ? throw new InvalidItemException($"{target.Key} names no right choice.")
            : new(text, choices, golds, [.. golds.Select(gold => choices[gold])]);
    }

    private static string Asked(TaskFields fields, Mapping record)
    {
        var value = fields.Text.Value(record);
        return fields.Choices is not null && (value is long || (fields.Text.IsRendered(record) && IsDigits(value)))
            ? throw new InvalidItemException($"{fields.Text.Key} is the number {value}; tasks with a prompt for each choice are not supported.")
            : PythonText.Str(value);
    }

    private static string[] ChoicesOf(TaskField field, Mapping record)
    {
        var value = field.Value(record);
        if (value is string text && field.IsRendered(record))
        {
            value = PythonLiteral.TryParse(text, out var literal) ? literal : text;
        }

        return value is object?[] or Sequence && Items(value).Count > 0
            ? [.. Items(value).Select(PythonText.Str)]
            : throw new InvalidItemException($"{field.Key} must be a list of choices that is not empty, not {PythonText.Kind(value)}.");
    }

    // A printed number is one where there are choices, a printed list always, as in the harness.
    private static object? Read(TaskField target, Mapping record, bool hasChoices)
    {
        var value = target.Value(record);
        return value is not string text || !target.IsRendered(record) ? value
            : hasChoices && IsDigits(text) && long.TryParse(text, out var number) ? number
            : text is ['[', .., ']'] && PythonLiteral.TryParse(text, out var list) ? list
            : text;
    }

    private static int GoldOf(object? value, string[] choices, bool takesLabels)
    {
        var index = Numbers.TryWhole(value, out var whole) ? whole : value is string text ? Named(text, choices, takesLabels) : -1;
        return index >= 0 && index < choices.Length
            ? (int)index
            : throw new InvalidItemException(value is string
                ? $"the right choice is '{value}', which is none of the {choices.Length} choices."
                : $"the right choice is {PythonText.Repr(value)}, and the {choices.Length} choices have the numbers 0 to {choices.Length - 1}.");
    }

    private static long Named(string text, string[] choices, bool takesLabels)
    {
        for (var i = 0; i < choices.Length; i++)
        {
            if (choices[i] == text)
            {
                return i;
            }
        }

        return !takesLabels ? -1 : IsDigits(text) && long.TryParse(text, out var number) ? number : ChoiceLabel.Whole(text) ?? -1;
    }

    private static string[] Right(object? value) => value switch
    {
        null => [],
        object?[] or Sequence => [.. Items(value).Select(PythonText.Str)],
        _ => [PythonText.Str(value)],
    };

    private static IReadOnlyList<object?> Items(object? value) => Operators.Items(value, new(1, 1));

    private static bool IsDigits(object? value) => value is string { Length: > 0 } text && text.All(char.IsAsciiDigit);
}
