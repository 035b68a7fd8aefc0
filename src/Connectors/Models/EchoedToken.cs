using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using BenchHub.Connectors.Systems;

namespace BenchHub.Connectors.Models;

/// <param name="Text">As the server shows it.</param>
/// <param name="Nats">Its log-probability; the first of a text has none.</param>
/// <param name="IsLikeliest">No other token was likelier; false where that is not told.</param>
internal sealed partial record EchoedToken(string Text, double? Nats, bool IsLikeliest)
{
    /// <summary>What it spells, without blanks, in UTF-8; null stands for a part of a character that cannot be shown.</summary>
    public ImmutableArray<byte[]?> Parts => Split(Text);

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

    private static ImmutableArray<byte[]?> Split(string text)
    {
        // OpenAI writes bytes:\xe2\x80, SentencePiece <0xE2>.
        if (Bytes().Match(text) is { Success: true } bytes)
        {
            return [[.. bytes.Groups["byte"].Captures.Select(static one => byte.Parse(one.ValueSpan, NumberStyles.HexNumber))]];
        }

        var parts = ImmutableArray.CreateBuilder<byte[]?>();
        foreach (var (i, legible) in Spelling(text).Split('\uFFFD').Index())
        {
            if (i > 0)
            {
                parts.Add(null);
            }

            if (legible.Length > 0)
            {
                parts.Add(Encoding.UTF8.GetBytes(legible));
            }
        }

        return parts.ToImmutable();
    }

    [GeneratedRegex(@"^(bytes:(\\x(?<byte>[0-9a-f]{2}))+|<0x(?<byte>[0-9A-F]{2})>)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Bytes();
}
