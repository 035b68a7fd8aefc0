using System.Buffers;
using System.Globalization;
using System.Text;

namespace BenchHub.Evaluation.Tasks.Templates;

/// <summary>Python's <c>str</c> methods.</summary>
internal static class TextMethods
{
    private static readonly SearchValues<char> LineEnds = SearchValues.Create("\n\r\v\f\u001C\u001D\u001E\u0085\u2028\u2029");

    public static string Strip(string text, Arguments arguments, bool start, bool end)
    {
        if (arguments.Of("chars").OptionalText(0, "chars") is not { } characters)
        {
            text = start ? PythonText.StripStart(text) : text;
            return end ? PythonText.StripEnd(text) : text;
        }

        var set = characters.ToCharArray();
        return set.Length == 0 ? text : (start, end) switch
        {
            (true, true) => text.Trim(set),
            (true, false) => text.TrimStart(set),
            _ => text.TrimEnd(set),
        };
    }

    public static string Lower(string text)
    {
        var points = new List<int>(text.Length);
        Metrics.Text.Words.PythonText.Lower(text, points);
        var into = new StringBuilder(text.Length);
        foreach (var point in points)
        {
            _ = point < 0x10000 ? into.Append((char)point) : into.Append(char.ConvertFromUtf32(point));
        }

        return into.ToString();
    }

    // The one letter outside the simple mapping that tasks in European languages have.
    public static string Upper(string text) => text.Replace("ß", "SS", StringComparison.Ordinal).ToUpperInvariant();

    public static string Capitalize(string text)
    {
        var first = text.Length > 1 && char.IsSurrogatePair(text[0], text[1]) ? 2 : Math.Min(1, text.Length);
        return text.Length == 0 ? "" : First(text[..first]) + Lower(text[first..]);
    }

    public static string Title(string text)
    {
        var into = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length;)
        {
            var end = i;
            while (end < text.Length && Rune.DecodeFromUtf16(text.AsSpan(end), out var rune, out var length) == OperationStatus.Done && IsCased(rune))
            {
                end += length;
            }

            var first = i + (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]) ? 2 : 1);
            into.Append(First(text[i..first]));
            if (end > first)
            {
                into.Append(Lower(text[i..end]).AsSpan(Lower(text[i..first]).Length));
            }

            i = Math.Max(first, end);
        }

        return into.ToString();
    }

    public static object?[] Split(string text, Arguments arguments)
    {
        arguments.Of("sep", "maxsplit");
        var most = arguments.Whole(1, "maxsplit", -1);
        if (arguments.OptionalText(0, "sep") is { } separator)
        {
            return separator.Length == 0
                ? throw arguments.Place.Fail("'split' needs a separator that is not empty.")
                : text.Split(separator, most < 0 ? int.MaxValue : (int)Math.Min(most + 1, int.MaxValue)).ToArray<object?>();
        }

        var words = new List<object?>();
        for (var i = 0; ;)
        {
            for (; i < text.Length && PythonText.IsSpace(text[i]); i++)
            {
            }

            if (i == text.Length)
            {
                return [.. words];
            }

            if (most >= 0 && words.Count == most)
            {
                words.Add(text[i..]);
                return [.. words];
            }

            var start = i;
            for (; i < text.Length && !PythonText.IsSpace(text[i]); i++)
            {
            }

            words.Add(text[start..i]);
        }
    }

    public static object?[] SplitFromEnd(string text, Arguments arguments)
    {
        var (separator, most) = (arguments.Of("sep", "maxsplit").Text(0, "sep"), arguments.Whole(1, "maxsplit", -1));
        if (separator.Length == 0)
        {
            throw arguments.Place.Fail("'rsplit' needs a separator that is not empty.");
        }

        var parts = new List<object?>();
        while ((most < 0 || parts.Count < most) && text.LastIndexOf(separator, StringComparison.Ordinal) is var at and >= 0)
        {
            parts.Add(text[(at + separator.Length)..]);
            text = text[..at];
        }

        parts.Add(text);
        parts.Reverse();
        return [.. parts];
    }

    public static object?[] Lines(string text)
    {
        var lines = new List<object?>();
        for (var start = 0; start < text.Length;)
        {
            var end = text.AsSpan(start).IndexOfAny(LineEnds) is var at and >= 0 ? start + at : text.Length;
            lines.Add(text[start..end]);
            start = end + (end + 1 < text.Length && text[end] == '\r' && text[end + 1] == '\n' ? 2 : 1);
        }

        return [.. lines];
    }

    public static string Join(string separator, Arguments arguments, Scope scope)
    {
        var items = Operators.Items(arguments.Of("items").Required(0, "items"), arguments.Place);
        var texts = items.Select(item => Operators.Given(item) as string
            ?? throw arguments.Place.Fail($"'join' needs texts, and the list has {PythonText.Kind(item)}.")).ToArray();
        scope.Bound(texts.Sum(text => (long)text.Length + separator.Length), arguments.Place);
        return string.Join(separator, texts);
    }

    /// <summary>At most <paramref name="count"/> times, all where it is negative. O(n) but for the texts it makes.</summary>
    public static string Replace(string text, string old, string with, long count, Scope scope, Place place)
    {
        if (count == 0)
        {
            return text;
        }

        var into = new StringBuilder();
        var (at, done) = (0, 0L);
        while ((count < 0 || done < count) && at <= text.Length && Next(text, old, at, done > 0) is var found and >= 0)
        {
            into.Append(text, at, found - at).Append(with);
            scope.Bound(into.Length, with.Length + 1, place);
            at = found + old.Length;
            done++;
        }

        return into.Append(text, at, text.Length - at).ToString();
    }

    public static bool Any(Arguments arguments, string name, Func<string, bool> holds) => arguments.Of(name).Required(0, name) switch
    {
        string part => holds(part),
        Sequence parts => parts.Any(part => part is string text && holds(text)),
        var other => throw arguments.Place.Fail($"a text or a tuple of texts is needed as '{name}', not {PythonText.Kind(other)}."),
    };

    public static long Find(string text, string part) => CodePointText.Before(text, text.IndexOf(part, StringComparison.Ordinal));

    public static long FindLast(string text, string part) => CodePointText.Before(text, text.LastIndexOf(part, StringComparison.Ordinal));

    public static long Count(string text, string part)
    {
        if (part.Length == 0)
        {
            return CodePointText.Length(text) + 1;
        }

        var count = 0L;
        for (var at = 0; (at = text.IndexOf(part, at, StringComparison.Ordinal)) >= 0; at += part.Length)
        {
            count++;
        }

        return count;
    }

    public static bool Every(string text, Func<char, bool> holds) => text.Length > 0 && text.All(holds);

    public static string Fill(string text, long width, Scope scope, Place place)
    {
        scope.Bound(width, place);
        var sign = text is ['+' or '-', ..] ? 1 : 0;
        var zeros = (int)Math.Max(0, width - CodePointText.Length(text));
        return text[..sign] + new string('0', zeros) + text[sign..];
    }

    // An empty text stands before each character and at the end.
    private static int Next(string text, string old, int at, bool again) => old.Length > 0 || !again
        ? text.IndexOf(old, at, StringComparison.Ordinal)
        : at < text.Length ? at + (at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]) ? 2 : 1) : -1;

    private static bool IsCased(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter;

    private static string First(string character) => character == "ß" ? "Ss" : character.ToUpperInvariant();
}
