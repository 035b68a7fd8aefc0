using System.Globalization;
using System.Text;
using System.Text.Json;

namespace BenchHub.Evaluation.Tasks.Definitions;

/// <summary>YAML as JSON, which is YAML too: a definition with its included files as one text.</summary>
internal static class YamlJson
{
    public static string Write(YamlNode node)
    {
        var into = new StringBuilder();
        Write(node, into);
        return into.ToString();
    }

    public static JsonElement Element(YamlNode node)
    {
        using var json = JsonDocument.Parse(Write(node));
        return json.RootElement.Clone();
    }

    private static void Write(YamlNode node, StringBuilder into)
    {
        switch (node)
        {
            case YamlList list:
                Block('[', ']', list.Items, into, item => Write(item, into));
                break;
            case YamlMap map:
                Block('{', '}', map.Entries, into, entry =>
                {
                    Quote(entry.Key.Text, into);
                    into.Append(": ");
                    Write(entry.Value, into);
                });
                break;
            default:
                Write(((YamlScalar)node).PlainValue, into);
                break;
        }
    }

    private static void Write(object? value, StringBuilder into)
    {
        switch (value)
        {
            case null:
                into.Append("null");
                break;
            case string text:
                Quote(text, into);
                break;
            case bool flag:
                into.Append(flag ? "true" : "false");
                break;
            case double number:
                var plain = number.ToString("R", CultureInfo.InvariantCulture);
                into.Append(plain).Append(plain.AsSpan().ContainsAny('.', 'E') ? "" : ".0");
                break;
            default:
                into.Append(CultureInfo.InvariantCulture, $"{value}");
                break;
        }
    }

    private static void Block<T>(char open, char close, IReadOnlyList<T> items, StringBuilder into, Action<T> write)
    {
        into.Append(open);
        for (var i = 0; i < items.Count; i++)
        {
            into.Append(i == 0 ? "" : ", ");
            write(items[i]);
        }

        into.Append(close);
    }

    // Nothing is escaped that YAML would read otherwise than JSON does.
    private static void Quote(string text, StringBuilder into)
    {
        into.Append('"');
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' or '\\' => into.Append('\\').Append(c),
                < ' ' or '\u007F' or '\u0085' or '\u00A0' or '\u2028' or '\u2029' or '\uFEFF' => into.Append(CultureInfo.InvariantCulture, $@"\u{(int)c:x4}"),
                _ => into.Append(c),
            };
        }

        into.Append('"');
    }
}
