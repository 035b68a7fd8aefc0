using System.Text.RegularExpressions;
using BenchHub.Evaluation.Metrics;

namespace BenchHub.Evaluation.Tasks.Filters;

/// <summary>
/// A regular expression in Python's words, from a definition that somebody else wrote. It runs in linear time where it needs neither
/// look-around nor back-references, and for two seconds at most where it does. Safe for concurrent use.
/// </summary>
internal sealed partial class AnswerPattern
{
    private const int Longest = 10_000;

    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(2);

    private readonly string _source;
    private readonly Regex _regex;

    private AnswerPattern(string source, Regex regex) => (_source, _regex) = (source, regex);

    /// <exception cref="FormatException">It is no regular expression, or too long.</exception>
    public static AnswerPattern Parse(string source)
    {
        if (source.Length > Longest)
        {
            throw new FormatException($"A pattern may have {Longest} characters at most.");
        }

        // Python's way to name a group and to refer to it; its \Z is .NET's \z.
        var pattern = source.Replace("(?P<", "(?<", StringComparison.Ordinal).Replace(@"\Z", @"\z", StringComparison.Ordinal);
        pattern = NamedReference().Replace(pattern, @"\k<${name}>");
        try
        {
            return new(source, Build(pattern));
        }
        catch (RegexParseException broken)
        {
            throw new FormatException($"'{Shown(source)}' is no regular expression: {broken.Message}", broken);
        }
    }

    /// <summary>Any of these texts, literally.</summary>
    public static AnswerPattern AnyOf(IEnumerable<string> texts)
    {
        var pattern = string.Join('|', texts.Select(Regex.Escape));
        return new(pattern, Build(pattern));
    }

    /// <summary>
    /// What Python's <c>findall</c> gives, but for the groups: the whole match where the pattern has none, else the first group
    /// that is not empty; null where all are.
    /// </summary>
    /// <exception cref="InvalidItemException">The pattern took longer than the bound.</exception>
    public IReadOnlyList<string?> FindAll(string text) => Bounded(text, () =>
    {
        var found = new List<string?>();
        for (var match = _regex.Match(text); match.Success; match = match.NextMatch())
        {
            found.Add(match.Groups.Count switch
            {
                1 => match.Value,
                2 => match.Groups[1].Value,
                _ => match.Groups.Values.Skip(1).FirstOrDefault(static group => group.Length > 0)?.Value,
            });
        }

        return found;
    });

    /// <exception cref="InvalidItemException">The pattern took longer than the bound.</exception>
    public string Remove(string text) => Bounded(text, () => _regex.Replace(text, ""));

    public override string ToString() => _source;

    private static Regex Build(string pattern)
    {
        try
        {
            return new(pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, Bound);
        }
        catch (NotSupportedException)
        {
            return new(pattern, RegexOptions.CultureInvariant, Bound);
        }
    }

    private static string Shown(string text) => text.Length <= 80 ? text : text[..80] + "…";

    private T Bounded<T>(string text, Func<T> match)
    {
        try
        {
            return match();
        }
        catch (RegexMatchTimeoutException)
        {
            throw new InvalidItemException(
                $"The pattern '{Shown(_source)}' took longer than {Bound.TotalSeconds:0} s on an answer of {text.Length} characters; make it simpler.");
        }
    }

    [GeneratedRegex(@"\(\?P=(?<name>[A-Za-z_][A-Za-z0-9_]*)\)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex NamedReference();
}
