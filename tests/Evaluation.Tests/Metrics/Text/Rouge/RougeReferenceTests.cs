namespace BenchHub.Evaluation.Tests.Metrics.Text.Rouge;

public sealed class RougeReferenceTests
{
    private static readonly (string Ours, string Theirs)[] Kinds =
        [("rouge1", "rouge1"), ("rouge2", "rouge2"), ("rouge_l", "rougeL"), ("rouge_lsum", "rougeLsum")];

    [Theory]
    [InlineData("false", "plain")]
    [InlineData("true", "stemmed")]
    public void Score_EveryCase_EqualsGooglesPrecisionRecallAndF(string stem, string mode)
    {
        var cases = AnswerReference.Load("rouge_reference.json").GetProperty("cases");
        Assert.True(cases.GetArrayLength() > 80);
        foreach (var (ours, theirs) in Kinds)
        {
            foreach (var (index, score) in new[] { "p", "r", "f" }.Index())
            {
                var scorer = Scoring.Scorer($"{ours}(score={score},stem={stem})");
                foreach (var item in cases.EnumerateArray())
                {
                    var expected = item.GetProperty(mode).GetProperty(theirs)[index].GetDouble();
                    var actual = scorer.Score(item.Answer(), item.References());
                    Assert.True(Math.Abs(expected - actual) <= 1e-12, $"{ours} {score} {mode}: {expected:R} but {actual:R} for {item.Shown()}");
                }
            }
        }
    }
}
