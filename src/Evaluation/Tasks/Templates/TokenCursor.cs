namespace BenchHub.Evaluation.Tasks.Templates;

/// <summary>Where a parser stands among tokens, and how deep it is nested.</summary>
/// <param name="tokens">Ends with <see cref="TokenKind.End"/>.</param>
internal sealed class TokenCursor(IReadOnlyList<Token> tokens)
{
    private const int Deepest = 100;

    private int _at;
    private int _depth;

    public Token Current => tokens[_at];

    /// <summary>The token behind the current one; the last where there is none.</summary>
    public Token Following => tokens[Math.Min(_at + 1, tokens.Count - 1)];

    public Token Next() => tokens[_at == tokens.Count - 1 ? _at : _at++];

    public Token Expect(TokenKind kind, string what) => Current.Kind == kind ? Next() : throw Unexpected(what);

    public void Expect(string symbol)
    {
        if (!Take(symbol))
        {
            throw Unexpected($"'{symbol}'");
        }
    }

    public bool Take(string symbol) => Current.Is(symbol) && Next() is var _;

    public bool TakeName(string name) => Current.IsName(name) && Next() is var _;

    public TemplateException Unexpected(string wanted) => Current.Place.Fail($"{wanted} is expected, and there is {Current.Shown}.");

    /// <exception cref="TemplateException">The expression is nested too deep.</exception>
    public T Nested<T>(Func<T> parse)
    {
        if (++_depth > Deepest)
        {
            throw Current.Place.Fail($"the expression is nested more than {Deepest} levels deep.");
        }

        var value = parse();
        _depth--;
        return value;
    }
}
