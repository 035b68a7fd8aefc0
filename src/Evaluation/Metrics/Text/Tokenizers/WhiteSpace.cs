namespace BenchHub.Evaluation.Metrics.Text.Tokenizers;

/// <summary>What Python's <c>str.split()</c> and <c>str.strip()</c> take for white space: .NET's and the separators U+001C to U+001F.</summary>
internal static class WhiteSpace
{
    public static bool Is(char c) => c < 128 ? c is ' ' or (>= '\t' and <= '\r') or (>= '\x1c' and <= '\x1f') : char.IsWhiteSpace(c);
}
