using System.Buffers;
using System.Collections.Frozen;

namespace BenchHub.MockLlm;

/// <summary>Finds the longest known question that stands literally in a text; of two as long, the later one.</summary>
internal sealed class KnownQuestions
{
    private const int LongestStart = 24;

    private readonly int _start;
    private readonly SearchValues<string> _starts;
    private readonly FrozenDictionary<string, string[]>.AlternateLookup<ReadOnlySpan<char>> _byStart;

    /// <param name="questions">At least one, none empty.</param>
    public KnownQuestions(IReadOnlyCollection<string> questions)
    {
        _start = Math.Min(LongestStart, questions.Min(static question => question.Length));
        _byStart = questions.GroupBy(question => question[.._start])
            .ToFrozenDictionary(static group => group.Key, static group => group.OrderByDescending(static question => question.Length).ToArray())
            .GetAlternateLookup<ReadOnlySpan<char>>();
        _starts = SearchValues.Create([.. _byStart.Dictionary.Keys], StringComparison.Ordinal);
    }

    public string? LongestIn(string text)
    {
        string? longest = null;
        for (int at = 0, next; (next = text.AsSpan(at).IndexOfAny(_starts)) >= 0; at += next + 1)
        {
            var rest = text.AsSpan(at + next);
            foreach (var question in _byStart[rest[.._start]])
            {
                if (question.Length < longest?.Length)
                {
                    break;
                }

                if (rest.StartsWith(question, StringComparison.Ordinal))
                {
                    longest = question;
                    break;
                }
            }
        }

        return longest;
    }
}
