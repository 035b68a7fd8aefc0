using System.Text.Json;
using BenchHub.Api.Json;

namespace BenchHub.Api;

/// <summary>Enumerations as the API writes them: words in lower case.</summary>
internal static class Words
{
    public static string Word<T>(this T value)
        where T : struct, Enum => JsonSerializer.SerializeToElement(value, ApiJson.Options).GetString()!;

    /// <exception cref="RefusedException">The text is none of the words.</exception>
    public static string? Of<T>(string? text, string field)
        where T : struct, Enum
    {
        var words = Enum.GetValues<T>().Select(Word).ToList();
        return string.IsNullOrEmpty(text) || words.Contains(text)
            ? text
            : throw new RefusedException(Refusal.Invalid, $"{field} is one of {string.Join(", ", words)}, not '{text}'.", field);
    }
}
