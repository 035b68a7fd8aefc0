using System.Globalization;
using System.Numerics;

namespace BenchHub.Evaluation.Tasks.Templates;

/// <summary>What stands behind <c>|</c>, with Jinja's results.</summary>
internal static class TemplateFilters
{
    private static readonly Dictionary<string, Method> ByName = new()
    {
        ["abs"] = static (value, a, _) => Numbers.TryReal(value, out var real) && real < 0 ? Numbers.Negate(value, a.Of().Place) : value,
        ["capitalize"] = Bare(TextMethods.Capitalize),
        ["count"] = static (value, a, _) => Length(value, a.Of().Place),
        ["d"] = Default,
        ["default"] = Default,
        ["first"] = static (value, a, _) => Operators.Items(value, a.Of().Place) is [var first, ..] ? first : new Missing("there is no first item.", a.Place),
        ["float"] = static (value, a, _) => Real(value) ?? a.Of("default").Optional(0, "default", 0.0),
        ["int"] = static (value, a, _) => Whole(value) ?? a.Of("default").Optional(0, "default", 0L),
        ["join"] = Join,
        ["last"] = static (value, a, _) => Operators.Items(value, a.Of().Place) is [.., var last] ? last : new Missing("there is no last item.", a.Place),
        ["length"] = static (value, a, _) => Length(value, a.Of().Place),
        ["list"] = static (value, a, _) => Operators.Items(value, a.Of().Place).ToArray(),
        ["lower"] = Bare(TextMethods.Lower),
        ["map"] = Map,
        ["replace"] = static (value, a, scope) => TextMethods.Replace(
            Str(value), Str(a.Of("old", "new", "count").Required(0, "old")), Str(a.Required(1, "new")), a.Whole(2, "count", -1), scope, a.Place),
        ["reverse"] = static (value, a, _) => value is string text
            ? string.Concat(Operators.Items(text, a.Of().Place).Reverse())
            : Operators.Items(value, a.Of().Place).Reverse().ToArray(),
        ["round"] = Round,
        ["string"] = Bare(static text => text),
        ["title"] = Bare(JinjaTitle),
        ["tojson"] = static (value, a, _) => PythonJson.Write(value, a.Of("indent")),
        ["trim"] = static (value, a, _) => TextMethods.Strip(Str(value), a, start: true, end: true),
        ["upper"] = Bare(TextMethods.Upper),
    };

    /// <exception cref="TemplateException">There is no such filter.</exception>
    public static void Require(string name, Place place)
    {
        if (!ByName.ContainsKey(name))
        {
            throw place.Fail($"there is no filter '{name}'; those that are: {string.Join(", ", ByName.Keys.Order(StringComparer.Ordinal))}.");
        }
    }

    public static object? Apply(string name, object? value, Arguments arguments, Scope scope) =>
        ByName[name](name is "default" or "d" ? value : Operators.Given(value), arguments, scope);

    private static string Str(object? value) => PythonText.Str(value);

    // A filter of the printed value that takes no arguments.
    private static Method Bare(Func<string, string> filter) => (value, arguments, _) =>
    {
        arguments.Of();
        return filter(Str(value));
    };

    private static object? Default(object? value, Arguments arguments, Scope scope)
    {
        var otherwise = arguments.Of("default_value", "boolean").Optional(0, "default_value", "");
        return value is Missing || (Operators.Truth(arguments.Optional(1, "boolean", false)) && !Operators.Truth(value)) ? otherwise : value;
    }

    private static long Length(object? value, Place place) => value switch
    {
        string text => CodePointText.Length(text),
        Mapping mapping => mapping.Count,
        _ => Operators.Items(value, place).Count,
    };

    private static string Join(object? value, Arguments arguments, Scope scope)
    {
        var separator = Str(arguments.Of("d", "attribute").Optional(0, "d", ""));
        var attribute = arguments.Optional(1, "attribute");
        var texts = Operators.Items(value, arguments.Place)
            .Select(item => Str(Operators.Given(attribute is null ? item : Slices.Item(item, attribute, arguments.Place)))).ToArray();
        scope.Bound(texts.Sum(text => (long)text.Length + separator.Length), arguments.Place);
        return string.Join(separator, texts);
    }

    private static object?[] Map(object? value, Arguments arguments, Scope scope)
    {
        var items = Operators.Items(value, arguments.Of("filter", "attribute").Place);
        if (arguments.Optional(1, "attribute") is { } attribute)
        {
            return [.. items.Select(item => Slices.Item(item, attribute, arguments.Place))];
        }

        var filter = arguments.Text(0, "filter");
        Require(filter, arguments.Place);
        return filter == "map"
            ? throw arguments.Place.Fail("'map' cannot be mapped.")
            : [.. items.Select(item => Apply(filter, item, new(filter, arguments.Place, [], new Dictionary<string, object?>()), scope))];
    }

    // int(value), or int(float(value)), as Jinja tries them; null where neither is possible.
    private static object? Whole(object? value) => value switch
    {
        long or BigInteger => value,
        bool flag => flag ? 1L : 0L,
        string text when BigInteger.TryParse(
            PythonText.Strip(text).Replace("_", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var great) =>
            great >= long.MinValue && great <= long.MaxValue ? (object)(long)great : great,
        _ => Real(value) is { } real && double.IsFinite(real)
            ? Math.Abs(real) < 9e18 ? (object)(long)real : new BigInteger(real)
            : null,
    };

    private static double? Real(object? value) =>
        Numbers.TryReal(value, out var real) ? real
        : value is string text && PythonText.Strip(text) is var number
            && double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed)
            && !number.Contains('∞', StringComparison.Ordinal) ? parsed
        : null;

    private static object? Round(object? value, Arguments arguments, Scope scope)
    {
        var (digits, method) = ((int)Math.Clamp(arguments.Of("precision", "method").Whole(0, "precision", 0), -300, 300), arguments.Optional(1, "method", "common"));
        if (!Numbers.TryReal(value, out var real))
        {
            throw arguments.Place.Fail($"{PythonText.Kind(value)} cannot be rounded.");
        }

        return (method, value) switch
        {
            ("common", double) => Nearest(real, digits),
            ("common", _) when digits >= 0 => Whole(value),
            ("common", _) => throw arguments.Place.Fail("rounding a whole number to a negative precision is not supported."),
            ("ceil", _) => Math.Ceiling(real * Math.Pow(10, digits)) / Math.Pow(10, digits),
            ("floor", _) => Math.Floor(real * Math.Pow(10, digits)) / Math.Pow(10, digits),
            _ => throw arguments.Place.Fail("'round' knows the methods common, ceil and floor."),
        };
    }

    // Python rounds the exact binary value: 2.675 is a little less and becomes 2.67.
    private static double Nearest(double value, int digits) => digits switch
    {
        _ when !double.IsFinite(value) => value,
        < 0 => Math.Round(value / Math.Pow(10, -digits), MidpointRounding.ToEven) * Math.Pow(10, -digits),
        _ => double.Parse(value.ToString($"F{digits}", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) is var rounded
            && digits < 20 && Math.Abs(value) < 1e15 && IsHalf(value, digits)
            ? Math.Round(value * Math.Pow(10, digits), MidpointRounding.ToEven) / Math.Pow(10, digits)
            : rounded,
    };

    // Whether the value lies exactly between two candidates, where Python takes the even one and .NET the greater.
    private static bool IsHalf(double value, int digits)
    {
        var exact = value.ToString($"F{digits + 60}", CultureInfo.InvariantCulture);
        var point = exact.IndexOf('.');
        var rest = exact.AsSpan(point + 1 + digits);
        return rest[0] == '5' && rest[1..].TrimEnd('0').IsEmpty;
    }

    // Words begin behind blanks, hyphens and opening brackets.
    private static string JinjaTitle(string text)
    {
        var into = new System.Text.StringBuilder(text.Length);
        var word = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i == text.Length || PythonText.IsSpace(text[i]) || text[i] is '-' or '(' or '{' or '[' or '<')
            {
                var first = i > word + 1 && char.IsSurrogatePair(text[word], text[word + 1]) ? word + 2 : Math.Min(word + 1, i);
                into.Append(TextMethods.Upper(text[word..first])).Append(TextMethods.Lower(text[first..i]));
                into.Append(text, i, i < text.Length ? 1 : 0);
                word = i + 1;
            }
        }

        return into.ToString();
    }
}
