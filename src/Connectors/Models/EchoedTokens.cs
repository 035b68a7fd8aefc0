using System.Text;
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
    /// The log-likelihood of the tokens that spell <paramref name="continuation"/> after <paramref name="prompt"/>, in
    /// nats. Blanks do not count in the comparison, and those between the two belong to the continuation, as in EleutherAI's
    /// evaluation harness; a token across the border belongs to the context.
    /// </summary>
    /// <exception cref="AnswerFormatException">The tokens do not spell that text, or none is wholly the continuation's.</exception>
    public (double Nats, bool IsGreedy) Tail(string? prompt, string continuation)
    {
        var context = Encoding.UTF8.GetByteCount(EchoedToken.Spelling(prompt ?? ""));
        var first = new TokenAlignment(tokens, Encoding.UTF8.GetBytes(EchoedToken.Spelling(prompt + continuation))).FirstFrom(context);
        var (sum, isGreedy) = (0.0, true);
        for (var i = first; i < tokens.Count; i++)
        {
            sum += tokens[i].Nats ?? throw new AnswerFormatException($"the token '{Excerpt.Of(tokens[i].Text, [])}' of the continuation has no log-probability");
            isGreedy &= tokens[i].IsLikeliest;
        }

        return first < tokens.Count
            ? (sum, isGreedy)
            : throw new AnswerFormatException($"no token of the echoed text lies wholly within the continuation '{Excerpt.Of(continuation, [])}'");
    }
}
