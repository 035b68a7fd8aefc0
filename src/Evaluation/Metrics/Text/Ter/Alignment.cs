namespace BenchHub.Evaluation.Metrics.Text.Ter;

/// <summary>Which words of an answer and a reference stand for each other on the cheapest path through an edit table.</summary>
internal sealed class Alignment
{
    private int[] _of = new int[64];
    private bool[] _referenceWrong = new bool[64];
    private bool[] _answerWrong = new bool[64];

    /// <summary>The answer's word at a word of the reference; for one that is missing the last before it, -1 if there is none.</summary>
    public int Of(int referenceWord) => _of[referenceWord];

    public bool ReferenceWrong(int word) => _referenceWrong[word];

    public bool AnswerWrong(int word) => _answerWrong[word];

    public void Read(EditTable table)
    {
        var (i, j) = (table.Words, table.ReferenceWords);
        if (_of.Length < j)
        {
            _of = new int[j * 2];
            _referenceWrong = new bool[j * 2];
        }

        if (_answerWrong.Length < i)
        {
            _answerWrong = new bool[i * 2];
        }

        while (i > 0 || j > 0)
        {
            switch (table.Step(i, j))
            {
                case EditStep.Insert:
                    _of[--j] = i - 1;
                    _referenceWrong[j] = true;
                    break;
                case EditStep.Delete:
                    _answerWrong[--i] = true;
                    break;
                case var step:
                    _of[--j] = --i;
                    _answerWrong[i] = _referenceWrong[j] = step == EditStep.Replace;
                    break;
            }
        }
    }
}
