namespace BenchHub.Evaluation.Tasks.Templates;

internal delegate object? Method(object? subject, Arguments arguments, Scope scope);

/// <summary>The methods of texts, lists and objects that tasks call, with Python's results.</summary>
internal static class Methods
{
    private static readonly Dictionary<string, Method> OfTexts = new()
    {
        ["strip"] = static (text, a, _) => TextMethods.Strip((string)text!, a, start: true, end: true),
        ["lstrip"] = static (text, a, _) => TextMethods.Strip((string)text!, a, start: true, end: false),
        ["rstrip"] = static (text, a, _) => TextMethods.Strip((string)text!, a, start: false, end: true),
        ["lower"] = Bare(TextMethods.Lower),
        ["upper"] = Bare(TextMethods.Upper),
        ["capitalize"] = Bare(TextMethods.Capitalize),
        ["title"] = Bare(TextMethods.Title),
        ["split"] = static (text, a, _) => TextMethods.Split((string)text!, a),
        ["rsplit"] = static (text, a, _) => TextMethods.SplitFromEnd((string)text!, a),
        ["splitlines"] = Bare(TextMethods.Lines),
        ["join"] = static (text, a, scope) => TextMethods.Join((string)text!, a, scope),
        ["replace"] = static (text, a, scope) => TextMethods.Replace((string)text!, a.Text(0, "old"), a.Text(1, "new"), a.Whole(2, "count", -1), scope, a.Place),
        ["startswith"] = static (text, a, _) => TextMethods.Any(a, "prefix", part => ((string)text!).StartsWith(part, StringComparison.Ordinal)),
        ["endswith"] = static (text, a, _) => TextMethods.Any(a, "suffix", part => ((string)text!).EndsWith(part, StringComparison.Ordinal)),
        ["find"] = static (text, a, _) => TextMethods.Find((string)text!, a.Of("sub").Text(0, "sub")),
        ["rfind"] = static (text, a, _) => TextMethods.FindLast((string)text!, a.Of("sub").Text(0, "sub")),
        ["index"] = static (text, a, _) => TextMethods.Find((string)text!, a.Of("sub").Text(0, "sub")) is var at and >= 0
            ? at
            : throw a.Place.Fail($"{PythonText.Repr(a.Text(0, "sub"))} does not stand in the text."),
        ["count"] = static (text, a, _) => TextMethods.Count((string)text!, a.Of("sub").Text(0, "sub")),
        ["isdigit"] = Bare(static text => TextMethods.Every(text, char.IsDigit)),
        ["isalpha"] = Bare(static text => TextMethods.Every(text, char.IsLetter)),
        ["isalnum"] = Bare(static text => TextMethods.Every(text, char.IsLetterOrDigit)),
        ["isspace"] = Bare(static text => TextMethods.Every(text, PythonText.IsSpace)),
        ["removeprefix"] = static (text, a, _) => a.Text(0, "prefix") is var part && ((string)text!).StartsWith(part, StringComparison.Ordinal)
            ? ((string)text!)[part.Length..]
            : text,
        ["removesuffix"] = static (text, a, _) => a.Text(0, "suffix") is var part && ((string)text!).EndsWith(part, StringComparison.Ordinal)
            ? ((string)text!)[..^part.Length]
            : text,
        ["zfill"] = static (text, a, scope) => TextMethods.Fill((string)text!, a.Whole(0, "width", 0), scope, a.Place),
    };

    private static readonly Dictionary<string, Method> OfLists = new()
    {
        ["index"] = static (list, a, _) => Operators.Items(list, a.Place).TakeWhile(item => !PythonEquality.Same(item, a.Required(0, "value"))).Count() is var at
            && at < Operators.Items(list, a.Place).Count
            ? (long)at
            : throw a.Place.Fail($"{PythonText.Repr(a.Required(0, "value"))} is not in the list."),
        ["count"] = static (list, a, _) => (long)Operators.Items(list, a.Place).Count(item => PythonEquality.Same(item, a.Required(0, "value"))),
    };

    private static readonly Dictionary<string, Method> OfObjects = new()
    {
        ["items"] = static (mapping, a, _) => ((Mapping)mapping!).Select(static pair => (object?)new Sequence([pair.Key, pair.Value])).ToArray(),
        ["keys"] = static (mapping, a, _) => ((Mapping)mapping!).Keys.ToArray<object?>(),
        ["values"] = static (mapping, a, _) => ((Mapping)mapping!).Values.ToArray(),
        ["get"] = static (mapping, a, _) => a.Required(0, "key") is { } key && ((Mapping)mapping!).TryGetValue(key, out var value)
            ? value
            : a.Optional(1, "default"),
    };

    private static readonly HashSet<string> Known = [.. OfTexts.Keys, .. OfLists.Keys, .. OfObjects.Keys];

    /// <exception cref="TemplateException">No type has such a method.</exception>
    public static void Require(string name, Place place)
    {
        if (!Known.Contains(name))
        {
            throw place.Fail($"the method '{name}' is not supported; those that are: {string.Join(", ", Known.Order(StringComparer.Ordinal))}.");
        }
    }

    public static object? Call(object? subject, string name, Arguments arguments, Scope scope)
    {
        var methods = Operators.Given(subject) switch
        {
            string => OfTexts,
            object?[] or Sequence => OfLists,
            Mapping => OfObjects,
            _ => [],
        };
        return methods.TryGetValue(name, out var method)
            ? method(subject, arguments, scope)
            : throw arguments.Place.Fail($"{PythonText.Kind(subject)} has no method '{name}'.");
    }

    // A method of texts that takes no arguments.
    private static Method Bare(Func<string, object?> method) => (text, arguments, _) =>
    {
        arguments.Of();
        return method((string)text!);
    };
}
