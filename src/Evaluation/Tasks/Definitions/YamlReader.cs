using BenchHub.Evaluation.Formats;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace BenchHub.Evaluation.Tasks.Definitions;

/// <summary>
/// Reads one YAML document with the line of each part. Tags, duplicate keys, several documents and whatever is deeper or larger
/// than a task could be are refused; an alias counts in full, so that a few cannot become millions of nodes.
/// </summary>
internal sealed class YamlReader
{
    public const int LongestText = 4 << 20;

    private const int Deepest = 40;
    private const int MostNodes = 200_000;

    private static readonly string[] Standard =
        [.. new[] { "str", "null", "int", "float", "bool" }.Select(static type => $"tag:yaml.org,2002:{type}"), "!"];

    private readonly Dictionary<string, YamlNode> _anchors = [];
    private readonly string _file;
    private readonly Parser _parser;
    private int _nodes;

    private YamlReader(string yaml, string file) => (_file, _parser) = (file, new(new StringReader(yaml)));

    /// <exception cref="MalformedInputException">The text is no YAML, or no mapping.</exception>
    public static YamlMap Read(string yaml, string file)
    {
        if (yaml.Length > LongestText)
        {
            throw new MalformedInputException(file, 1, $"The definition is longer than {LongestText} characters.");
        }

        try
        {
            return new YamlReader(yaml, file).Document();
        }
        catch (YamlException broken)
        {
            // The reader notices a tab only behind it, and then takes it for something else.
            throw TabbedLine(yaml) is { } line && line <= broken.Start.Line + 1
                ? new MalformedInputException(file, line, "YAML does not allow tabs to indent; use blanks.")
                : new MalformedInputException(
                    file, Math.Max(1, broken.Start.Line), $"This is not valid YAML (column {broken.Start.Column}): {broken.Message.TrimEnd('.')}.");
        }
    }

    private YamlMap Document()
    {
        while (_parser.MoveNext() && _parser.Current is StreamStart or DocumentStart or Comment)
        {
        }

        var root = _parser.Current is StreamEnd or null
            ? throw new MalformedInputException(_file, 1, "The definition is empty.")
            : Node(0);
        while (_parser.MoveNext())
        {
            if (_parser.Current is DocumentStart another)
            {
                throw new MalformedInputException(_file, another.Start.Line, "One definition stands in a file; a second document begins here.");
            }
        }

        return root as YamlMap ?? throw root.Fail($"A task is a mapping of keys to values, and this is {root.Kind}.");
    }

    // Of the current event; leaves the reader at the last event of the node.
    private YamlNode Node(int depth)
    {
        var (current, line) = (_parser.Current!, _parser.Current!.Start.Line);
        if (depth > Deepest)
        {
            throw new MalformedInputException(_file, line, $"The definition is nested more than {Deepest} levels deep.");
        }

        Count(1, line);
        if (current is NodeEvent { Tag.IsEmpty: false } tagged && !(current is Scalar && Standard.Contains(tagged.Tag.Value)))
        {
            throw Tagged(tagged, line);
        }

        YamlNode node;
        switch (current)
        {
            case AnchorAlias alias:
                node = _anchors.TryGetValue(alias.Value.Value, out var target)
                    ? target
                    : throw new MalformedInputException(_file, line, $"There is no anchor '{alias.Value.Value}' above this alias.");
                Count(node.Size, line);
                return node;
            case Scalar scalar:
                var isBlock = scalar.Style is ScalarStyle.Literal or ScalarStyle.Folded;
                var isText = scalar.Tag == "tag:yaml.org,2002:str" || (scalar.Style != ScalarStyle.Plain && scalar.Tag.IsEmpty);
                node = new YamlScalar(_file, line + (isBlock ? 1 : 0), scalar.Value, !isText);
                break;
            case SequenceStart:
                node = List(line, depth);
                break;
            default:
                node = Map(line, depth);
                break;
        }

        if (current is NodeEvent { Anchor.IsEmpty: false } anchored)
        {
            _anchors[anchored.Anchor.Value] = node;
        }

        return node;
    }

    private YamlList List(long line, int depth)
    {
        var items = new List<YamlNode>();
        while (Move() is not SequenceEnd)
        {
            items.Add(Node(depth + 1));
        }

        return new(_file, line, items, 1 + items.Sum(static item => item.Size));
    }

    private YamlMap Map(long line, int depth)
    {
        var entries = new List<YamlEntry>();
        var keys = new HashSet<string>();
        while (Move() is not MappingEnd)
        {
            var key = Node(depth + 1) as YamlScalar
                ?? throw new MalformedInputException(_file, line, "A key of a mapping must be a text.");
            if (key is { IsPlain: true, Text: "<<" })
            {
                throw key.Fail("Merged keys (<<) are not supported; write the keys out, or use include.");
            }

            if (!keys.Add(key.Text))
            {
                throw key.Fail($"The key '{key.Text}' stands twice.");
            }

            Move();
            entries.Add(new(key, Node(depth + 1)));
        }

        return new(_file, line, entries, 1 + entries.Sum(static entry => 1 + entry.Value.Size));
    }

    private ParsingEvent Move()
    {
        while (_parser.MoveNext())
        {
            if (_parser.Current is not Comment)
            {
                return _parser.Current!;
            }
        }

        throw new MalformedInputException(_file, 1, "The definition ends too early.");
    }

    private void Count(int nodes, long line)
    {
        _nodes += nodes;
        if (_nodes > MostNodes)
        {
            throw new MalformedInputException(_file, line, $"The definition has more than {MostNodes} parts, aliases counted in full.");
        }
    }

    private MalformedInputException Tagged(NodeEvent node, long line)
    {
        var value = node is Scalar { Value: { Length: > 0 } text } ? $" {text}" : "";
        return new(_file, line, node.Tag.Value == "!function"
            ? $"!function{value} needs Python code, which BenchHub does not run; only tasks without functions can be used."
            : $"The tag {node.Tag.Value} is not supported.");
    }

    // The first line that is indented with a tab.
    private static long? TabbedLine(string yaml)
    {
        var number = 0L;
        foreach (var line in yaml.AsSpan().EnumerateLines())
        {
            number++;
            if (line.TrimStart(' ').StartsWith("\t"))
            {
                return number;
            }
        }

        return null;
    }
}
