namespace BenchHub.Evaluation.Metrics.Text.Edits;

/// <summary>Levenshtein's distance of two texts by code points, as a number and as a share.</summary>
internal sealed class EditMeasure : ITextMeasure
{
    private readonly bool _share;

    private EditMeasure(bool share, MetricDefinition definition)
    {
        _share = share;
        Definition = definition;
    }

    public static EditMeasure Distance { get; } = new(share: false, new()
    {
        Name = "edit_distance",
        Aliases = ["levenshtein"],
        Input = MetricInput.Text,
        Direction = MetricDirection.LowerIsBetter,
        Maximum = double.PositiveInfinity,
        Unit = "code points",
        Description = "Least number of code points to insert, delete or replace to make the answer the reference; the least over references.",
        Formula = "min over references of Levenshtein(answer, reference)",
        Citation = "Levenshtein, Binary codes capable of correcting deletions, insertions and reversals, 1966; Myers, JACM 1999",
        Reference = "nltk.edit_distance",
        Denominator = "none; a missing answer has no distance and is left out: edit_similarity counts it 0",
        MissingValue = double.NaN,
    });

    public static EditMeasure Similarity { get; } = new(share: true, new()
    {
        Name = "edit_similarity",
        Input = MetricInput.Text,
        Description = "1 less the edit distance as a share of the longer text, in code points; the greatest over references.",
        Formula = "max over references of 1 - Levenshtein(answer, reference) / max(length of the answer, length of the reference)",
        Citation = "Levenshtein, Binary codes capable of correcting deletions, insertions and reversals, 1966; Myers, JACM 1999",
        Reference = "nltk.edit_distance for the distance; the share is rapidfuzz's normalized_similarity",
        Denominator = "length of the longer text; 1 where both are empty; a missing answer counts 0",
    });

    public MetricDefinition Definition { get; }

    public ITextScorer For(MetricArguments arguments) => new EditScorer(_share);
}
