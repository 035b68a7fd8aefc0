using System.Globalization;

namespace BenchHub.Judges;

/// <summary>
/// A judge as a job names it: the version of its definition and the revision of the system that plays it, so that one
/// job has one instrument; printed as <c>name@version#revision</c>.
/// </summary>
public sealed record JudgeRef(string Name, int Version, int Revision)
{
    /// <exception cref="FormatException">The text is no such reference.</exception>
    public static JudgeRef Parse(string text)
    {
        var (at, hash) = (text.IndexOf('@'), text.IndexOf('#'));
        return at > 0 && hash > at
            && int.TryParse(text.AsSpan(at + 1, hash - at - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            && int.TryParse(text.AsSpan(hash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var revision)
            ? new(text[..at], version, revision)
            : throw new FormatException($"'{text}' is no reference to a judge; it is written name@version#revision.");
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name}@{Version}#{Revision}");
}
