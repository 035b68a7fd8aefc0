using System.Globalization;
using System.Text;
using System.Text.Json;

namespace BenchHub.Connectors.Net;

/// <summary>The beginning of what a service sent, fit to be shown: one line, no control or direction marks, no secret.</summary>
internal static class Excerpt
{
    /// <summary>Bytes of a body that are read when only its beginning is shown.</summary>
    public const int Bytes = 4096;

    private const int Characters = 200;
    private const int ShortestSecret = 4;

    public static string Of(ReadOnlySpan<byte> body, IEnumerable<string> secrets) =>
        Of(Encoding.UTF8.GetString(body[..Math.Min(body.Length, Bytes)]), secrets);

    public static string Of(string text, IEnumerable<string> secrets)
    {
        text = Without(secrets, text);
        var shown = new StringBuilder();
        foreach (var c in text)
        {
            if (shown.Length == Characters)
            {
                return shown.Append('…').ToString();
            }

            if (!IsBlank(c))
            {
                shown.Append(c);
            }
            else if (shown.Length > 0 && shown[^1] != ' ')
            {
                shown.Append(' ');
            }
        }

        return shown.ToString().TrimEnd();
    }

    /// <summary>All of a text that may hold what a service sent, without the secrets.</summary>
    public static string Without(IEnumerable<string> secrets, string text) => secrets
        .SelectMany(Pieces)
        .OrderByDescending(static piece => piece.Length)
        .Aggregate(text, static (shown, secret) => shown.Replace(secret, "***", StringComparison.OrdinalIgnoreCase));

    // A service that says "invalid token sk-1" was sent "Bearer sk-1", and it may say so in JSON or in a URL.
    private static IEnumerable<string> Pieces(string secret) =>
        secret.Split(' ').Append(secret)
            .Where(static piece => piece.Length >= ShortestSecret)
            .SelectMany(static piece => new[] { piece, JsonEncodedText.Encode(piece).ToString(), Uri.EscapeDataString(piece) })
            .Distinct();

    private static bool IsBlank(char c) =>
        char.IsWhiteSpace(c) || char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format;
}
