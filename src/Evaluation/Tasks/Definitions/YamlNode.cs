using BenchHub.Evaluation.Formats;

namespace BenchHub.Evaluation.Tasks.Definitions;

/// <summary>A part of a YAML file that remembers where it stands.</summary>
/// <param name="File">As the user named it.</param>
/// <param name="Line">From 1.</param>
/// <param name="Size">How many nodes it is with all that is in it, each alias counted in full.</param>
internal abstract record YamlNode(string File, long Line, int Size)
{
    public abstract string Kind { get; }

    public MalformedInputException Fail(string reason) => new(File, Line, reason);
}

/// <param name="File">As the user named it.</param>
/// <param name="Line">Of its first line of text, from 1.</param>
/// <param name="Text">With quotes and escapes resolved.</param>
/// <param name="IsPlain">Written without quotes, so that it may be a number, a boolean or null.</param>
internal sealed record YamlScalar(string File, long Line, string Text, bool IsPlain) : YamlNode(File, Line, 1)
{
    public override string Kind => PlainValue is null ? "nothing" : PlainValue is string ? "a text" : PlainValue is bool ? "a boolean" : "a number";

    public bool IsNull => PlainValue is null;

    /// <summary>string, bool, long, double or null, by the rules of YAML 1.1 that the harness' reader follows.</summary>
    public object? PlainValue => IsPlain ? PlainScalar.Resolve(Text) : Text;
}

internal sealed record YamlList(string File, long Line, IReadOnlyList<YamlNode> Items, int Size) : YamlNode(File, Line, Size)
{
    public override string Kind => "a list";
}

internal sealed record YamlMap(string File, long Line, IReadOnlyList<YamlEntry> Entries, int Size) : YamlNode(File, Line, Size)
{
    public override string Kind => "a mapping";

    /// <summary>Null where the key is absent or has no value.</summary>
    public YamlNode? this[string key] =>
        Entries.FirstOrDefault(entry => entry.Key.Text == key)?.Value is var value && value is YamlScalar { IsNull: true } ? null : value;

    /// <summary>With the entries of <paramref name="below"/> that it lacks.</summary>
    public YamlMap Over(YamlMap below) => this with
    {
        Size = Size + below.Size,
        Entries = [.. below.Entries.Where(entry => Entries.All(own => own.Key.Text != entry.Key.Text)), .. Entries],
    };
}

internal sealed record YamlEntry(YamlScalar Key, YamlNode Value);
