using System.Text.RegularExpressions;

namespace BenchHub.Evaluation.Metrics.Text.Answers;

/// <summary>A pattern that somebody else wrote: matched in linear time, and for two seconds at most.</summary>
internal static class BoundedPattern
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(2);

    /// <exception cref="InvalidReferenceException">
    /// The pattern is none, needs backtracking (look-around, back-references), is too large, or took longer than the bound.
    /// </exception>
    public static bool IsMatch(string metric, string text, string pattern, RegexOptions options = RegexOptions.None)
    {
        try
        {
            return Regex.IsMatch(text, pattern, options | RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, Bound);
        }
        catch (RegexParseException failure)
        {
            throw InvalidReferenceException.Of(metric, pattern, $"is no regular expression: {failure.Message}");
        }
        catch (NotSupportedException)
        {
            throw InvalidReferenceException.Of(
                metric, pattern, "needs look-around, a back-reference or too many repetitions; write it without, so that it runs in linear time.");
        }
        catch (RegexMatchTimeoutException)
        {
            throw InvalidReferenceException.Of(
                metric, pattern, $"took longer than {Bound.TotalSeconds:0} s on an answer of {text.Length} characters; make it simpler.");
        }
    }
}
