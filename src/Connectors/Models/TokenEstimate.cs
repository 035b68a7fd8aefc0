using BenchHub.Systems;

namespace BenchHub.Connectors.Models;

/// <summary>
/// How many tokens a text has, where the provider does not say and its vocabulary is not at hand. Our own rule, after how
/// byte-pair vocabularies cut: a word of letters with the blank before it is one token per begun eight letters; digits, one
/// per begun three; a run of other signs, one per begun two; a run of line breaks, one; each Han, kana or Hangul
/// character one; other letters beyond Latin one per begun two; anything beyond the basic plane two.
/// </summary>
internal static class TokenEstimate
{
    // A chat wraps each turn in marks of its role.
    private const int OfATurn = 4;

    public static ModelTokens Complete(ToldTokens told, ModelSpec model, ModelRequest request, string answer) => new(
        told.Input ?? Of(model, request),
        Math.Min(told.Cached ?? 0, told.Input ?? 0),
        told.Output ?? (request.Continuation is null ? Of(answer) : 1),
        told.Input is null || told.Output is null);

    public static int Of(ModelSpec model, ModelRequest request) => request.Continuation is { } continuation
        ? Of(request.Prompt + continuation)
        : request.Prompt is { } prompt && model.Provider is ModelProvider.OpenAi or ModelProvider.HuggingFace
            ? Of(prompt)
            : RequestFields.Conversation(model, request).Sum(static turn => Of(turn.Text) + OfATurn);

    public static int Of(ReadOnlySpan<char> text)
    {
        var tokens = 0;
        while (!text.IsEmpty)
        {
            var kind = KindOf(text[0]);
            var length = 1;
            while (length < text.Length && KindOf(text[length]) == kind)
            {
                length++;
            }

            tokens += kind switch
            {
                Kind.Blank => length > 1 ? 1 : 0,
                Kind.Break => 1,
                Kind.Latin => Ceiling(length, 8),
                Kind.Digit => Ceiling(length, 3),
                Kind.Ideograph or Kind.Surrogate => length,
                _ => Ceiling(length, 2),
            };
            text = text[length..];
        }

        return tokens;
    }

    private static int Ceiling(int length, int size) => (length + size - 1) / size;

    private enum Kind
    {
        Blank,
        Break,
        Latin,
        Digit,
        Ideograph,
        OtherLetter,
        Surrogate,
        Sign,
    }

    private static Kind KindOf(char c) => c switch
    {
        '\n' or '\r' => Kind.Break,
        _ when char.IsWhiteSpace(c) => Kind.Blank,
        _ when char.IsAsciiDigit(c) => Kind.Digit,
        _ when char.IsLetter(c) && c < '\u0250' => Kind.Latin,
        >= '\u3040' and <= '\u9fff' or >= '\uac00' and <= '\ud7a3' or >= '\uf900' and <= '\ufaff' => Kind.Ideograph,
        _ when char.IsSurrogate(c) => Kind.Surrogate,
        _ when char.IsLetter(c) => Kind.OtherLetter,
        _ => Kind.Sign,
    };
}
