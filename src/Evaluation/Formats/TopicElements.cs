using System.Text;
using System.Text.RegularExpressions;

namespace BenchHub.Evaluation.Formats;

/// <summary>
/// The classic topic file, read line by line. Its elements are mostly not closed: one ends where the next begins.
/// </summary>
internal sealed partial class TopicElements
{
    private readonly StringBuilder _number = new();
    private readonly StringBuilder _title = new();
    private StringBuilder? _current;
    private bool _inTopic;

    /// <summary>The topics that end on this line.</summary>
    public List<Query> Read(TextLine line)
    {
        var ended = new List<Query>();
        var text = line.Text.ToString();
        var from = 0;
        foreach (Match tag in Tag().Matches(text))
        {
            Append(line, text.AsSpan(from..tag.Index));
            from = tag.Index + tag.Length;
            if (Enter(line, tag.Groups["name"].Value.ToLowerInvariant()) is { } query)
            {
                ended.Add(query);
            }
        }

        Append(line, text.AsSpan(from));
        return ended;
    }

    public void End(TextLine last)
    {
        if (_inTopic)
        {
            throw last.Malformed("The file ends within a topic; </top> is missing.");
        }
    }

    private Query? Enter(TextLine line, string tag)
    {
        switch (tag)
        {
            case "top" when _inTopic:
                throw line.Malformed("A topic begins within a topic; </top> is missing above.");
            case "top":
                _inTopic = true;
                _number.Clear();
                _title.Clear();
                break;
            case "/top" when !_inTopic:
                throw line.Malformed("A topic ends that has not begun; <top> is missing above.");
            case "/top":
                _inTopic = false;
                _current = null;
                return Topic(line);
        }

        _current = !_inTopic ? null : tag switch { "num" => _number, "title" => _title, _ => null };
        return null;
    }

    private Query Topic(TextLine line)
    {
        var id = Value(_number, "Number:");
        var title = Value(_title, "Topic:");
        return id.Length == 0 ? throw line.Malformed("The topic that ends here has no <num>.")
            : title.Length == 0 ? throw line.Malformed($"The topic '{Fields.Shown(id)}' has no <title>.")
            : new(id, title);
    }

    private void Append(TextLine line, ReadOnlySpan<char> text)
    {
        if (_current is null)
        {
            return;
        }

        _current.Append(text).Append(' ');
        if (_current.Length > TextLines.Longest)
        {
            throw line.Malformed($"The element is longer than {TextLines.Longest} characters.");
        }
    }

    // The label is part of the classic form ("<num> Number: 301") and carries nothing.
    private static string Value(StringBuilder element, string label)
    {
        var words = string.Join(' ', element.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return words.StartsWith(label, StringComparison.OrdinalIgnoreCase) ? words[label.Length..].TrimStart() : words;
    }

    [GeneratedRegex("<(?<name>/?[A-Za-z][A-Za-z0-9]*)>", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Tag();
}
