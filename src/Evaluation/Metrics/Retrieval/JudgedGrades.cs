namespace BenchHub.Evaluation.Metrics.Retrieval;

/// <summary>The grades of one query's judgements without their documents: what measures divide by.</summary>
/// <remarks>May be filled again for the next query; what <see cref="Judgements"/> holds never changes.</remarks>
internal sealed class JudgedGrades
{
    private int[] _grades = [];
    private int[] _gains = [];
    private double[] _idealDcg = [0];

    public int Count { get; private set; }

    /// <summary>Documents graded 1 or more, usually written R.</summary>
    public int Relevant { get; private set; }

    /// <summary>Documents graded 0, usually written N.</summary>
    public int NonRelevant { get; private set; }

    /// <summary>By number of the judged document.</summary>
    public ReadOnlySpan<int> Grades => _grades.AsSpan(0, Count);

    /// <summary>Grades of the relevant documents, highest first.</summary>
    public ReadOnlySpan<int> Gains => _gains.AsSpan(0, Relevant);

    /// <summary>Discounted gain of the best possible ranking, cut at <paramref name="cutoff"/>.</summary>
    public double IdealDcgAt(int cutoff) => _idealDcg[Math.Min(cutoff, Relevant)];

    /// <summary>Makes room for that many grades, which the caller sets and then has counted by <see cref="Summarize"/>.</summary>
    public Span<int> Reset(int count)
    {
        if (_grades.Length < count)
        {
            _grades = new int[count];
            _gains = new int[count];
            _idealDcg = new double[count + 1];
        }

        Count = count;
        return _grades.AsSpan(0, count);
    }

    /// <summary>Counts what <see cref="Reset"/> gave room for.</summary>
    public void Summarize()
    {
        (Relevant, NonRelevant) = (0, 0);
        foreach (var grade in Grades)
        {
            if (grade > 0)
            {
                _gains[Relevant++] = grade;
            }
            else if (grade == 0)
            {
                NonRelevant++;
            }
        }

        var gains = _gains.AsSpan(0, Relevant);
        gains.Sort();
        gains.Reverse();
        for (var rank = 0; rank < gains.Length; rank++)
        {
            _idealDcg[rank + 1] = _idealDcg[rank] + (gains[rank] / Discount.At(rank));
        }
    }
}
