namespace BenchHub.Evaluation.Metrics.Text.Ter;

/// <summary>
/// Least edits that make the first i words of an answer the first j of a reference, for the j near the diagonal: the beam of
/// Tercom, as sacreBLEU has it.
/// </summary>
/// <remarks>
/// Row i holds the columns from Low(i) to High(i), one cell of infinity before them and such cells behind, so that a row can be
/// read where only its neighbour has a column. Memory O(answer * beam).
/// </remarks>
internal sealed class EditTable
{
    private const int Beam = 25;
    private const int Infinity = 1 << 29;

    private int[] _reference = new int[64];
    private int[] _low = new int[64];
    private int[] _high = new int[64];
    private int[] _costs = new int[1024];
    private EditStep[] _steps = new EditStep[1024];
    private int[] _probe = new int[256];
    private int _width;

    /// <summary>How many words the answer has.</summary>
    public int Words { get; private set; }

    /// <summary>How many the reference has.</summary>
    public int ReferenceWords { get; private set; }

    public ReadOnlySpan<int> Reference => _reference.AsSpan(0, ReferenceWords);

    public void Aim(ReadOnlySpan<int> reference)
    {
        ReferenceWords = reference.Length;
        _reference = Grown(_reference, reference.Length);
        reference.CopyTo(_reference);
    }

    /// <summary>Lays out the rows for answers of a length.</summary>
    public void Shape(int words)
    {
        Words = words;
        (_low, _high) = (Grown(_low, words + 1), Grown(_high, words + 1));
        var ratio = words == 0 ? 1 : (double)ReferenceWords / words;
        var beam = ratio / 2 > Beam ? (int)Math.Ceiling((ratio / 2) + Beam) : Beam;
        (_low[0], _high[0], _width) = (0, ReferenceWords + 1, 0);
        for (var i = 1; i <= words; i++)
        {
            var diagonal = (int)Math.Floor(i * ratio);
            _low[i] = Math.Max(0, diagonal - beam);
            _high[i] = i == words ? ReferenceWords + 1 : Math.Min(ReferenceWords + 1, diagonal + beam);
            _width = Math.Max(_width, _high[i] - _low[i - 1] + 2);
        }

        // The first row is only read where the second stands.
        _high[0] = words == 0 ? 1 : _high[1];
        _costs = Grown(_costs, (words + 1) * _width);
        _probe = Grown(_probe, 2 * _width);
        if (_steps.Length < _costs.Length)
        {
            _steps = new EditStep[_costs.Length];
        }

        if (words > 0)
        {
            var first = _costs.AsSpan(0, _width);
            first.Fill(Infinity);
            for (var j = 0; j < _high[0]; j++)
            {
                first[j + 1] = j;
            }
        }
    }

    /// <summary>Computes the rows of an answer.</summary>
    /// <param name="answer">Of the length that was given to <see cref="Shape"/>.</param>
    /// <param name="known">Rows that still hold, as the answer begins as the one before did.</param>
    /// <returns>The edits of the whole answer.</returns>
    public int Fill(ReadOnlySpan<int> answer, int known)
    {
        for (var i = known + 1; i <= Words; i++)
        {
            FillRow(i, answer[i - 1]);
        }

        return Words == 0 ? ReferenceWords : _costs[(Words * _width) + ReferenceWords - _low[Words] + 1];
    }

    /// <summary>The edits of another answer of the same length, without keeping its rows.</summary>
    /// <param name="answer">The other one.</param>
    /// <param name="known">How many words it begins with as the one that fills the table does.</param>
    /// <param name="enough">Stops where there are certainly more than this.</param>
    /// <returns>The edits, or some number above <paramref name="enough"/>.</returns>
    public int Probe(ReadOnlySpan<int> answer, int known, int enough)
    {
        ReadOnlySpan<int> before = _costs.AsSpan(known * _width, _width);
        for (var i = known + 1; i <= Words; i++)
        {
            var row = _probe.AsSpan((i & 1) * _width, _width);
            if (ProbeRow(i, answer[i - 1], before, row) > enough)
            {
                return Infinity;
            }

            before = row;
        }

        return before[ReferenceWords - _low[Words] + 1];
    }

    /// <summary>The step that leads to a cell at least cost.</summary>
    public EditStep Step(int i, int j) => i == 0 ? EditStep.Insert : _steps[(i * _width) + j - _low[i] + 1];

    private void FillRow(int i, int word)
    {
        var (low, high) = (_low[i], _high[i]);
        var before = _costs.AsSpan((i - 1) * _width, _width)[(low - _low[i - 1])..];
        var row = _costs.AsSpan(i * _width, _width);
        var steps = _steps.AsSpan(i * _width, _width);
        row.Fill(Infinity);
        for (var c = 1; c <= high - low; c++)
        {
            // A kept or replaced word is preferred to a deletion, and that to an insertion.
            var best = Infinity;
            var j = low + c - 1;
            if (j > 0)
            {
                var same = _reference[j - 1] == word;
                Take(ref best, ref steps[c], before[c - 1] + (same ? 0 : 1), same ? EditStep.Keep : EditStep.Replace);
            }

            Take(ref best, ref steps[c], before[c] + 1, EditStep.Delete);
            Take(ref best, ref steps[c], row[c - 1] + 1, EditStep.Insert);
            row[c] = best;
        }
    }

    private int ProbeRow(int i, int word, ReadOnlySpan<int> before, Span<int> row)
    {
        var (low, count) = (_low[i], _high[i] - _low[i]);
        before = before[(low - _low[i - 1])..];
        row.Fill(Infinity);
        var left = low == 0 ? before[1] + 1 : Infinity;
        var least = left;
        row[1] = left;
        var c = low == 0 ? 2 : 1;
        for (; c <= count; c++)
        {
            var replaced = before[c - 1] + (_reference[low + c - 2] == word ? 0 : 1);
            left = Math.Min(Math.Min(replaced, before[c] + 1), left + 1);
            row[c] = left;
            least = Math.Min(least, left);
        }

        return least;
    }

    private static void Take(ref int best, ref EditStep step, int cost, EditStep by)
    {
        if (cost < best)
        {
            (best, step) = (cost, by);
        }
    }

    private static int[] Grown(int[] array, int length) => array.Length >= length ? array : new int[length * 2];
}
