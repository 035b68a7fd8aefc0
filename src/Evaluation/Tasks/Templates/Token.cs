namespace BenchHub.Evaluation.Tasks.Templates;

internal enum TokenKind
{
    /// <summary>Text between the tags, as it is printed.</summary>
    Data,

    /// <summary>The beginning of <c>{{ … }}</c>.</summary>
    PrintStart,

    PrintEnd,

    /// <summary>The beginning of <c>{% … %}</c>.</summary>
    BlockStart,

    BlockEnd,
    Name,
    Text,
    Whole,
    Real,
    Symbol,
    End,
}

/// <param name="Kind">What it is.</param>
/// <param name="Text">A name, a symbol, or a text with its escapes resolved.</param>
/// <param name="Place">Where it begins.</param>
internal readonly record struct Token(TokenKind Kind, string Text, Place Place)
{
    public bool Is(string symbol) => Kind == TokenKind.Symbol && Text == symbol;

    public bool IsName(string name) => Kind == TokenKind.Name && Text == name;

    public string Shown => Kind switch
    {
        TokenKind.End => "the end",
        TokenKind.PrintEnd => "'}}'",
        TokenKind.BlockEnd => "'%}'",
        _ => $"'{(Text.Length <= 40 ? Text : Text[..40] + "…")}'",
    };
}
