using System.Numerics;

namespace BenchHub.Evaluation.Tasks.Templates;

/// <summary>What stands behind <c>is</c>, with Jinja's results.</summary>
internal static class TemplateTests
{
    private static readonly Dictionary<string, Func<object?, Arguments, bool>> ByName = new()
    {
        ["boolean"] = static (value, _) => value is bool,
        ["defined"] = static (value, _) => value is not Missing,
        ["divisibleby"] = static (value, a) => Numbers.Apply("%", value, a.Required(0, "num"), a.Place) is 0L or 0.0,
        ["eq"] = Compared("=="),
        ["equalto"] = Compared("=="),
        ["even"] = static (value, a) => Numbers.Apply("%", value, 2L, a.Place) is 0L or 0.0,
        ["false"] = static (value, _) => value is false,
        ["float"] = static (value, _) => value is double,
        ["ge"] = Compared(">="),
        ["gt"] = Compared(">"),
        ["greaterthan"] = Compared(">"),
        ["in"] = Compared("in"),
        ["integer"] = static (value, _) => value is long or BigInteger,
        ["iterable"] = static (value, _) => value is string or object?[] or Sequence or Mapping,
        ["le"] = Compared("<="),
        ["lessthan"] = Compared("<"),
        ["lower"] = static (value, _) => PythonText.Str(value) is var text && text.Any(char.IsLower) && !text.Any(char.IsUpper),
        ["lt"] = Compared("<"),
        ["mapping"] = static (value, _) => value is Mapping,
        ["ne"] = Compared("!="),
        ["none"] = static (value, _) => value is null,
        ["number"] = static (value, _) => value is long or double or bool or BigInteger,
        ["odd"] = static (value, a) => Numbers.Apply("%", value, 2L, a.Place) is 1L or 1.0,
        ["sequence"] = static (value, _) => value is string or object?[] or Sequence or Mapping,
        ["string"] = static (value, _) => value is string,
        ["true"] = static (value, _) => value is true,
        ["undefined"] = static (value, _) => value is Missing,
        ["upper"] = static (value, _) => PythonText.Str(value) is var text && text.Any(char.IsUpper) && !text.Any(char.IsLower),
    };

    /// <exception cref="TemplateException">There is no such test.</exception>
    public static void Require(string name, Place place)
    {
        if (!ByName.ContainsKey(name))
        {
            throw place.Fail($"there is no test '{name}'; those that are: {string.Join(", ", ByName.Keys.Order(StringComparer.Ordinal))}.");
        }
    }

    public static bool Holds(string name, object? value, Arguments arguments) =>
        ByName[name](name is "defined" or "undefined" ? value : Operators.Given(value), arguments);

    private static Func<object?, Arguments, bool> Compared(string symbol) =>
        (value, arguments) => Operators.Compare(symbol, value, arguments.Required(0, "other"), arguments.Place);
}
