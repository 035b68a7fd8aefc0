using System.Globalization;
using System.Text;

namespace BenchHub.Evaluation.Tasks.Templates;

/// <summary>The escapes of a Python text; one that Python does not know stands for itself, as there.</summary>
internal static class TextEscapes
{
    private const string Letters = "abfnrtv\\'\"";
    private const string Meanings = "\a\b\f\n\r\t\v\\'\"";

    public static string Resolve(string text, Place place)
    {
        if (!text.Contains('\\', StringComparison.Ordinal))
        {
            return text;
        }

        var into = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || i + 1 == text.Length)
            {
                into.Append(text[i]);
                continue;
            }

            var c = text[++i];
            if (Letters.IndexOf(c, StringComparison.Ordinal) is var known and >= 0)
            {
                into.Append(Meanings[known]);
            }
            else if (c is 'x' or 'u' or 'U')
            {
                var digits = c switch { 'x' => 2, 'u' => 4, _ => 8 };
                into.Append(Character(text, i + 1, digits, place));
                i += digits;
            }
            else if (c is >= '0' and <= '7')
            {
                var length = 1;
                while (length < 3 && i + length < text.Length && text[i + length] is >= '0' and <= '7')
                {
                    length++;
                }

                into.Append((char)Convert.ToInt32(text.Substring(i, length), 8));
                i += length - 1;
            }
            else if (c == 'N')
            {
                throw place.Fail(@"the escape \N{…} is not supported; write the character itself.");
            }
            else if (c != '\n')
            {
                into.Append('\\').Append(c);
            }
        }

        return into.ToString();
    }

    private static string Character(string text, int at, int digits, Place place) =>
        at + digits <= text.Length
            && int.TryParse(text.AsSpan(at, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            && code is >= 0 and <= 0x10FFFF
            ? code < 0x10000 ? ((char)code).ToString() : char.ConvertFromUtf32(code)
            : throw place.Fail($"an escape needs {digits} hexadecimal digits of a character.");
}
