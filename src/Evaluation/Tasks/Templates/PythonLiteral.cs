namespace BenchHub.Evaluation.Tasks.Templates;

/// <summary>
/// Reads what Python's <c>ast.literal_eval</c> reads: texts, numbers, True, False, None, lists, tuples and dictionaries. Tasks of
/// lm-evaluation-harness print their choices as such a literal.
/// </summary>
internal static class PythonLiteral
{
    /// <exception cref="TemplateException">The text is no literal.</exception>
    public static object? Parse(string text)
    {
        var cursor = new TokenCursor(Lexer.Expression(text));
        var expression = new ExpressionParser(cursor, isLiteral: true).Tuple();
        cursor.Expect(TokenKind.End, "the end of the list");
        return expression(Scope.Empty());
    }

    /// <summary>As <see cref="Parse"/>; false where the text is no literal.</summary>
    public static bool TryParse(string text, out object? value)
    {
        try
        {
            value = Parse(text);
            return true;
        }
        catch (TemplateException)
        {
            value = null;
            return false;
        }
    }
}
