using System.Runtime.InteropServices;

namespace BenchHub.Evaluation.Metrics.Text.Words;

/// <summary>What stands between white space, punctuation included, as Python's <c>str.split()</c> finds it; as it is or lower-cased.</summary>
internal sealed class SpacedWords : ITokenizer
{
    [ThreadStatic]
    private static List<int>? _points;

    private readonly bool _lower;

    private SpacedWords(bool lower) => _lower = lower;

    public static SpacedWords AsWritten { get; } = new(lower: false);

    public static SpacedWords Lowered { get; } = new(lower: true);

    public void Split(string text, WordTable words, TokenList tokens)
    {
        var points = _points ??= [];
        points.Clear();
        if (_lower)
        {
            PythonText.Lower(text, points);
        }
        else
        {
            for (var i = 0; i < text.Length;)
            {
                points.Add(CodePoints.Next(text, ref i));
            }
        }

        foreach (var point in CollectionsMarshal.AsSpan(points))
        {
            if (!PythonText.IsSpace(point))
            {
                words.Append(point);
            }
            else if (!words.Current.IsEmpty)
            {
                tokens.Add(words.Commit());
            }
        }

        if (!words.Current.IsEmpty)
        {
            tokens.Add(words.Commit());
        }
    }
}
