using System.Runtime.InteropServices;
using BenchHub.Evaluation.Metrics.Text.Words;

namespace BenchHub.Evaluation.Metrics.Text.Matching;

/// <summary>HF evaluate's exact match. O(n) for each reference.</summary>
internal sealed class ExactTextScorer(bool ignoreCase, bool ignorePunctuation, bool ignoreNumbers) : ITextScorer
{
    [ThreadStatic]
    private static List<int>? _answer;

    [ThreadStatic]
    private static List<int>? _reference;

    public double Score(string answer, IReadOnlyList<string> references)
    {
        foreach (var reference in references)
        {
            if (string.Equals(answer, reference, StringComparison.Ordinal) || EqualOtherwise(answer, reference))
            {
                return 1;
            }
        }

        return 0;
    }

    private bool EqualOtherwise(string answer, string reference)
    {
        if (!ignoreCase && !ignorePunctuation && !ignoreNumbers)
        {
            return false;
        }

        var normalised = Normalise(answer, _answer ??= []);
        return !normalised.IsEmpty && normalised.SequenceEqual(Normalise(reference, _reference ??= []));
    }

    private ReadOnlySpan<int> Normalise(string text, List<int> points)
    {
        points.Clear();
        if (ignoreCase)
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

        var kept = CollectionsMarshal.AsSpan(points);
        var length = 0;
        foreach (var point in kept)
        {
            if (!(ignorePunctuation && PythonText.IsPunctuation(point)) && !(ignoreNumbers && point is >= '0' and <= '9'))
            {
                kept[length++] = point;
            }
        }

        return kept[..length];
    }
}
