using System.Text.Json;
using BenchHub.Connectors.Systems;

namespace BenchHub.Connectors.Models;

/// <summary>The log-likelihood of the end of an echoed prompt, from the <c>logprobs</c> of a completion.</summary>
internal static class EchoedLikelihood
{
    /// <param name="choice">Of the answer; its tokens are the prompt's, then one that the model made up.</param>
    /// <param name="contextLength">Characters before the continuation, as <c>text_offset</c> counts them.</param>
    /// <returns>Nats, and whether each token was the likeliest. A token across the border belongs to the context.</returns>
    /// <exception cref="AnswerFormatException">The server did not echo or tells no likelihoods.</exception>
    public static (double Nats, bool IsGreedy) Read(JsonElement choice, int contextLength)
    {
        if (!choice.TryGetProperty("logprobs", out var logprobs) || logprobs.ValueKind is not JsonValueKind.Object)
        {
            throw new AnswerFormatException("the first choice has no 'logprobs', which the likelihood of a text needs");
        }

        var offsets = AnswerJson.List(logprobs, "text_offset", "text_offset", "logprobs");
        var values = AnswerJson.List(logprobs, "token_logprobs", "token_logprobs", "logprobs");
        var top = logprobs.TryGetProperty("top_logprobs", out var tops) && tops.ValueKind is JsonValueKind.Array ? tops : default;
        var (sum, isGreedy) = (0.0, true);
        for (var i = 0; i < values.GetArrayLength() - 1; i++)
        {
            if (offsets[i].GetInt32() >= contextLength && values[i].ValueKind is JsonValueKind.Number)
            {
                var value = values[i].GetDouble();
                sum += value;
                isGreedy &= IsLikeliest(top, i, value);
            }
        }

        return (sum, isGreedy);
    }

    private static bool IsLikeliest(JsonElement top, int token, double value) =>
        top.ValueKind is not JsonValueKind.Array || top[token].ValueKind is not JsonValueKind.Object
        || top[token].EnumerateObject().All(other => other.Value.GetDouble() <= value);
}
