using System.Text.Json;
using BenchHub.Connectors.Net;
using BenchHub.Connectors.Systems;

namespace BenchHub.Connectors.Models;

/// <summary>
/// The tokens of a text that a server sent back, each with its log-probability. Which of them make up the end of the
/// text is told by what they spell, not by offsets or counts: servers count characters, special tokens and dropped blanks
/// in their own ways.
/// </summary>
internal sealed class EchoedTokens(IReadOnlyList<EchoedToken> tokens)
{
    /// <param name="choice">A completion with <c>echo</c> and <c>logprobs</c>.</param>
    /// <param name="generated">Tokens at the end that the model made up; 1 where that is not told.</param>
    /// <exception cref="AnswerFormatException">The server did not echo or tells no likelihoods.</exception>
    public static EchoedTokens Of(JsonElement choice, int? generated)
    {
        var logprobs = choice.Object("logprobs")
            ?? throw new AnswerFormatException("the first choice has no 'logprobs', which the likelihood of a text needs");
        JsonElement[] texts = [.. logprobs.List("tokens")];
        JsonElement[] values = [.. logprobs.List("token_logprobs")];
        JsonElement[] tops = [.. logprobs.List("top_logprobs")];
        if (texts.Length == 0 || texts.Length != values.Length)
        {
            throw new AnswerFormatException($"'logprobs' has {texts.Length} tokens and {values.Length} token_logprobs");
        }

        var echoed = texts.Length - Math.Min(1, generated ?? 1);
        return new([.. Enumerable.Range(0, Math.Max(0, echoed))
            .Select(i => EchoedToken.Of(texts[i], values[i], i < tops.Length ? tops[i] : default))]);
    }

    /// <summary>
    /// The log-likelihood of the tokens that spell <paramref name="continuation"/>, in nats. Blanks do not count in the
    /// comparison, and those before the continuation belong to it, as in EleutherAI's evaluation harness; a token across
    /// the border belongs to the context.
    /// </summary>
    /// <exception cref="AnswerFormatException">No tokens at the end spell the continuation.</exception>
    public (double Nats, bool IsGreedy) Tail(string continuation)
    {
        var first = First(continuation);
        var (sum, isGreedy) = (0.0, true);
        for (var i = first; i < tokens.Count; i++)
        {
            sum += tokens[i].Nats ?? throw new AnswerFormatException($"the token '{Shown(tokens[i].Text)}' of the continuation has no log-probability");
            isGreedy &= tokens[i].IsLikeliest;
        }

        return first < tokens.Count
            ? (sum, isGreedy)
            : throw new AnswerFormatException($"no token of the echoed text lies wholly within the continuation '{Shown(continuation)}'");
    }

    private int First(string continuation)
    {
        var left = EchoedToken.Spelling(continuation);
        for (var i = tokens.Count - 1; i >= 0; i--)
        {
            var spelled = tokens[i].Spelled;
            if (left.Length == 0 ? spelled.Length > 0 || tokens[i].Nats is null : spelled.Length > left.Length && spelled.EndsWith(left, StringComparison.Ordinal))
            {
                return i + 1;
            }

            left = left.EndsWith(spelled, StringComparison.Ordinal)
                ? left[..^spelled.Length]
                : throw new AnswerFormatException(
                    $"the tokens of the echoed text do not spell the continuation '{Shown(continuation)}': '{Shown(tokens[i].Text)}' stands where '{Shown(left)}' ends");
        }

        return left.Length == 0 ? 0 : throw new AnswerFormatException($"the echoed text is shorter than the continuation '{Shown(continuation)}'");
    }

    private static string Shown(string text) => Excerpt.Of(text, []);
}

/// <param name="Text">As the server shows it.</param>
/// <param name="Nats">Its log-probability; the first of a text has none.</param>
/// <param name="IsLikeliest">No other token was likelier; false where that is not told.</param>
internal sealed record EchoedToken(string Text, double? Nats, bool IsLikeliest)
{
    public string Spelled { get; } = Spelling(Text);

    public static EchoedToken Of(JsonElement text, JsonElement value, JsonElement top)
    {
        var nats = value.ValueKind is JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number) ? number : (double?)null;
        return new(
            text.ValueKind is JsonValueKind.String ? AnswerJson.Text(text, "a token") : "",
            nats,
            top.ValueKind is JsonValueKind.Object && top.EnumerateObject().All(other => other.Value.ValueKind is not JsonValueKind.Number || other.Value.GetDouble() <= nats));
    }

    /// <summary>Without blanks; U+2581 is how SentencePiece writes one.</summary>
    public static string Spelling(string text) => string.Concat(text.Where(static c => !char.IsWhiteSpace(c) && c != '\u2581'));
}
