using BenchHub.Evaluation.Metrics.Text.Words;

namespace BenchHub.Evaluation.Metrics.Text.Edits;

/// <summary>Word and character error rate.</summary>
internal sealed class ErrorRate : ITextMeasure
{
    private readonly ITokenizer _units;

    private ErrorRate(string name, string unit, string units, ITokenizer tokenizer, string reference)
    {
        _units = tokenizer;
        Definition = new()
        {
            Name = name,
            Input = MetricInput.Text,
            Aggregation = MetricAggregation.Pooled,
            Direction = MetricDirection.LowerIsBetter,
            Maximum = double.PositiveInfinity,
            Unit = $"edits per {unit} of the reference",
            Description = $"Least number of {units} to insert, delete or replace for each {unit} of the reference; of several references "
                + "the one with the lowest rate counts.",
            Formula = $"sum over items of Levenshtein({units}) / sum over items of {units} of the reference",
            Citation = "Morris, Maier and Green, From WER and RIL to MER and WIL, Interspeech 2004",
            Reference = reference,
            Denominator = $"{units} of the references of all items; NaN where there are none; a missing answer counts 1, as an empty one does",
            MissingValue = 1,
        };
    }

    public static ErrorRate Words { get; } = new(
        "wer", "word", "words", SpacedWords.AsWritten,
        "nltk.edit_distance over str.split(), as jiwer's default; nothing is lower-cased and no punctuation removed");

    public static ErrorRate Characters { get; } = new(
        "cer", "code point", "code points", CodePointUnits.Instance, "nltk.edit_distance over the code points, white space included");

    public MetricDefinition Definition { get; }

    public ITextScorer For(MetricArguments arguments) => new ErrorRateScorer(_units);
}
