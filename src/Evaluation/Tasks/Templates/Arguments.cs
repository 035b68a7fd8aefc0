namespace BenchHub.Evaluation.Tasks.Templates;

/// <summary>What a filter, test or method was called with; each argument by position or by name, as its documentation has it.</summary>
internal sealed class Arguments(string called, Place place, object?[] given, IReadOnlyDictionary<string, object?> named)
{
    public Place Place => place;

    public int Count => given.Length + named.Count;

    /// <summary>Null where it is not given; a missing value is refused.</summary>
    public object? Optional(int position, string name, object? otherwise = null) => Operators.Given(
        position < given.Length ? given[position] : named.TryGetValue(name, out var value) ? value : otherwise);

    public object? Required(int position, string name) => position < given.Length || named.ContainsKey(name)
        ? Optional(position, name)
        : throw place.Fail($"'{called}' needs the argument '{name}'.");

    public string Text(int position, string name) => Required(position, name) as string
        ?? throw place.Fail($"'{called}' needs a text as '{name}', not {PythonText.Kind(Required(position, name))}.");

    public string? OptionalText(int position, string name) => Optional(position, name) is null ? null : Text(position, name);

    public long Whole(int position, string name, long otherwise) => Optional(position, name, otherwise) is var value
        && Numbers.TryWhole(value, out var whole)
        ? whole
        : throw place.Fail($"'{called}' needs a whole number as '{name}', not {PythonText.Kind(value)}.");

    /// <exception cref="TemplateException">There are more than it takes, or one with another name.</exception>
    public Arguments Of(params ReadOnlySpan<string> names)
    {
        foreach (var name in named.Keys)
        {
            if (!names.Contains(name))
            {
                throw place.Fail($"'{called}' has no argument '{name}'.");
            }
        }

        return given.Length <= names.Length
            ? this
            : throw place.Fail($"'{called}' takes {(names.Length == 0 ? "no arguments" : $"at most {names.Length}")}, and {given.Length} are given.");
    }
}
