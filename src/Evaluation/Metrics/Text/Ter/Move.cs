namespace BenchHub.Evaluation.Metrics.Text.Ter;

/// <summary>Words <paramref name="Start"/> to <paramref name="Start"/> + <paramref name="Length"/> go before word <paramref name="Target"/>.</summary>
internal readonly record struct Move(int Start, int Length, int Target)
{
    /// <summary>How many words at the beginning stay where they are.</summary>
    public int Unchanged => Math.Min(Start, Target);

    /// <summary>Of moves that save as much: the longer, then the one from further left, then the one to further left.</summary>
    public bool IsPreferredTo(Move other) =>
        Length != other.Length ? Length > other.Length : Start != other.Start ? Start < other.Start : Target < other.Target;

    /// <summary>Writes the words after the move. A target within the run moves it on by so many words.</summary>
    public void Apply(ReadOnlySpan<int> words, Span<int> moved)
    {
        // The words that change places with the run.
        var (first, end) = Target < Start ? (Target, Start)
            : Target > Start + Length ? (Start + Length, Target)
            : (Start + Length, Math.Min(words.Length, Length + Target));
        words.CopyTo(moved);
        var to = Target < Start ? Target + Length : Start;
        words[first..end].CopyTo(moved[to..]);
        words.Slice(Start, Length).CopyTo(moved[(Target < Start ? Target : Start + end - first)..]);
    }
}
