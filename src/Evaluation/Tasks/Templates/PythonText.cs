using System.Globalization;
using System.Numerics;
using System.Text;

namespace BenchHub.Evaluation.Tasks.Templates;

/// <summary>What Python's <c>str</c> and <c>repr</c> make of a value; tasks print lists and read them back.</summary>
internal static class PythonText
{
    public static string Str(object? value) => value is string text ? text : Repr(value);

    public static string Repr(object? value)
    {
        var into = new StringBuilder();
        Write(value, into);
        return into.ToString();
    }

    /// <summary>How a message calls the type of a value.</summary>
    public static string Kind(object? value) => value switch
    {
        null => "None",
        string => "a text",
        bool => "a boolean",
        long or BigInteger => "a whole number",
        double => "a number",
        Mapping => "an object",
        _ => "a list",
    };

    public static bool IsSpace(char c) => char.IsWhiteSpace(c) || c is >= '\u001C' and <= '\u001F';

    public static string Strip(string text) => StripEnd(StripStart(text));

    public static string StripStart(string text)
    {
        var start = 0;
        for (; start < text.Length && IsSpace(text[start]); start++)
        {
        }

        return text[start..];
    }

    public static string StripEnd(string text)
    {
        var end = text.Length;
        for (; end > 0 && IsSpace(text[end - 1]); end--)
        {
        }

        return text[..end];
    }

    private static void Write(object? value, StringBuilder into)
    {
        switch (value)
        {
            case null:
                into.Append("None");
                break;
            case string text:
                Quote(text, into);
                break;
            case bool flag:
                into.Append(flag ? "True" : "False");
                break;
            case Missing:
                Operators.Given(value);
                into.Append("''");
                break;
            case double number:
                into.Append(Real(number));
                break;
            case object?[] list:
                Join('[', list, ']', into);
                break;
            case Sequence { Count: 1 } tuple:
                into.Append('(');
                Write(tuple[0], into);
                into.Append(",)");
                break;
            case Sequence tuple:
                Join('(', [.. tuple], ')', into);
                break;
            case Mapping mapping:
                Join(mapping, into);
                break;
            default:
                into.Append(CultureInfo.InvariantCulture, $"{value}");
                break;
        }
    }

    private static void Join(char open, object?[] items, char close, StringBuilder into)
    {
        into.Append(open);
        for (var i = 0; i < items.Length; i++)
        {
            into.Append(i == 0 ? "" : ", ");
            Write(items[i], into);
        }

        into.Append(close);
    }

    private static void Join(Mapping mapping, StringBuilder into)
    {
        into.Append('{');
        var first = true;
        foreach (var (key, value) in mapping)
        {
            into.Append(first ? "" : ", ");
            Write(key, into);
            into.Append(": ");
            Write(value, into);
            first = false;
        }

        into.Append('}');
    }

    // repr(float): the shortest digits that read back, in plain notation for exponents from -4 to 15.
    private static string Real(double number)
    {
        if (!double.IsFinite(number))
        {
            return double.IsNaN(number) ? "nan" : number > 0 ? "inf" : "-inf";
        }

        var shortest = number.ToString(CultureInfo.InvariantCulture);
        if (shortest.IndexOf('E', StringComparison.Ordinal) is var mark and >= 0)
        {
            return shortest[..(mark + 1)].Replace('E', 'e') + shortest[(mark + 1)..];
        }

        return Math.Abs(number) >= 1e16 ? Scientific(shortest)
            : shortest.Contains('.', StringComparison.Ordinal) ? shortest
            : shortest + ".0";
    }

    // .NET writes 17 digits out where Python has begun with exponents.
    private static string Scientific(string plain)
    {
        var sign = plain[0] == '-' ? 1 : 0;
        var digits = plain[sign..].TrimEnd('0');
        return plain[..sign] + digits[..1] + (digits.Length > 1 ? "." + digits[1..] : "") + "e+16";
    }

    private static void Quote(string text, StringBuilder into)
    {
        var quote = text.Contains('\'') && !text.Contains('"') ? '"' : '\'';
        into.Append(quote);
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '\\' => into.Append(@"\\"),
                '\n' => into.Append(@"\n"),
                '\r' => into.Append(@"\r"),
                '\t' => into.Append(@"\t"),
                var c when c == quote => into.Append('\\').Append(quote),
                var c when IsPrintable(rune) => into.Append(rune.ToString()),
                < 0x100 => into.Append(CultureInfo.InvariantCulture, $@"\x{rune.Value:x2}"),
                < 0x10000 => into.Append(CultureInfo.InvariantCulture, $@"\u{rune.Value:x4}"),
                _ => into.Append(CultureInfo.InvariantCulture, $@"\U{rune.Value:x8}"),
            };
        }

        into.Append(quote);
    }

    private static bool IsPrintable(Rune rune) => rune.Value == ' ' || Rune.GetUnicodeCategory(rune)
        is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
            or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.SpaceSeparator);
}
