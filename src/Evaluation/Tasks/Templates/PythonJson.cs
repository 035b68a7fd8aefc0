using System.Globalization;
using System.Text;

namespace BenchHub.Evaluation.Tasks.Templates;

/// <summary>Jinja's <c>tojson</c>: keys in order, ASCII only, and the four characters of HTML escaped.</summary>
internal static class PythonJson
{
    public static string Write(object? value, Arguments arguments)
    {
        var into = new StringBuilder();
        var indent = arguments.Optional(0, "indent") is null ? -1 : (int)Math.Clamp(arguments.Whole(0, "indent", 0), 0, 16);
        Write(value, into, indent, 0, arguments.Place);
        return into.ToString();
    }

    private static void Write(object? value, StringBuilder into, int indent, int depth, Place place)
    {
        switch (Operators.Given(value))
        {
            case null:
                into.Append("null");
                break;
            case bool flag:
                into.Append(flag ? "true" : "false");
                break;
            case string text:
                Quote(text, into);
                break;
            case double number when !double.IsFinite(number):
                into.Append(double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity");
                break;
            case Mapping mapping:
                Block('{', '}', mapping.OrderBy(static pair => Key(pair.Key), StringComparer.Ordinal).ToArray(), into, indent, depth, pair =>
                {
                    Quote(Key(pair.Key), into);
                    into.Append(": ");
                    Write(pair.Value, into, indent, depth + 1, place);
                });
                break;
            case object?[] or Sequence:
                Block('[', ']', Operators.Items(value, place), into, indent, depth, item => Write(item, into, indent, depth + 1, place));
                break;
            default:
                into.Append(PythonText.Str(value));
                break;
        }
    }

    private static void Block<T>(char open, char close, IReadOnlyList<T> items, StringBuilder into, int indent, int depth, Action<T> write)
    {
        into.Append(open);
        for (var i = 0; i < items.Count; i++)
        {
            into.Append(i == 0 ? "" : indent < 0 ? ", " : ",");
            Break(into, indent, items.Count == 0 ? 0 : depth + 1);
            write(items[i]);
        }

        Break(into, items.Count == 0 ? -1 : indent, depth);
        into.Append(close);
    }

    private static void Break(StringBuilder into, int indent, int depth)
    {
        if (indent >= 0)
        {
            into.Append('\n').Append(' ', indent * depth);
        }
    }

    private static string Key(object key) => key switch
    {
        string text => text,
        bool flag => flag ? "true" : "false",
        _ => PythonText.Str(key),
    };

    private static void Quote(string text, StringBuilder into)
    {
        into.Append('"');
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' => into.Append("\\\""),
                '\\' => into.Append(@"\\"),
                '\n' => into.Append(@"\n"),
                '\r' => into.Append(@"\r"),
                '\t' => into.Append(@"\t"),
                '\b' => into.Append(@"\b"),
                '\f' => into.Append(@"\f"),
                '<' or '>' or '&' or '\'' or < ' ' or > '~' => into.Append(CultureInfo.InvariantCulture, $@"\u{(int)c:x4}"),
                _ => into.Append(c),
            };
        }

        into.Append('"');
    }
}
