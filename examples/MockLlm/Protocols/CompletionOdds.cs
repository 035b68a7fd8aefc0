using System.Text.Json;

namespace BenchHub.MockLlm;

/// <summary>
/// The four lists that completions tell likelihoods in. The first token of a text has none, and <c>text_offset</c> counts
/// code points, as servers written in Python do.
/// </summary>
internal static class CompletionOdds
{
    public static void Write(Utf8JsonWriter json, IReadOnlyList<TokenOdds> odds)
    {
        json.WriteList("tokens", odds, static (list, odd) => list.WriteStringValue(odd.Token));
        json.WriteList("token_logprobs", odds.Index(), static (list, item) =>
        {
            if (item.Index == 0)
            {
                list.WriteNullValue();
            }
            else
            {
                list.WriteNumberValue(item.Item.LogProbability);
            }
        });
        json.WriteList("top_logprobs", odds.Index(), static (list, item) =>
        {
            if (item.Index == 0)
            {
                list.WriteNullValue();
                return;
            }

            list.WriteStartObject();
            foreach (var (token, value) in item.Item.Top.Prepend((item.Item.Token, item.Item.LogProbability)).DistinctBy(static top => top.Token))
            {
                list.WriteNumber(token, value);
            }

            list.WriteEndObject();
        });
        var offset = 0;
        json.WriteList("text_offset", odds, (list, odd) =>
        {
            list.WriteNumberValue(offset);
            offset += odd.Token.EnumerateRunes().Count();
        });
    }
}
