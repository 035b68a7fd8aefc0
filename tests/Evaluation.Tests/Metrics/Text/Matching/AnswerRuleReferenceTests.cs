using System.Text.Json;
using BenchHub.Evaluation.Metrics.Text;

namespace BenchHub.Evaluation.Tests.Metrics.Text.Matching;

/// <summary>The official rules and NLTK's numbers over texts that try their corners.</summary>
public sealed class AnswerRuleReferenceTests
{
    [Theory]
    [InlineData("exact_match(norm=squad)", "squad_em")]
    [InlineData("token_f1(norm=squad)", "squad_f1")]
    [InlineData("exact_match(norm=korquad)", "korquad_em")]
    [InlineData("token_f1(norm=korquad)", "korquad_f1")]
    [InlineData("meteor_stem", "meteor")]
    [InlineData("meteor_stem(alpha=0.5,beta=1.5,gamma=0.25)", "meteor_weighted")]
    [InlineData("edit_distance", "edit_distance")]
    public void Score_EveryCase_EqualsTheReference(string metric, string field)
    {
        var scorer = Scoring.Scorer(metric);
        ForEach((item, references) => Same(item, field, item.GetProperty(field).GetDouble(), scorer.Score(item.Answer(), references)));
    }

    [Fact]
    public void ExactMatch_AnyFlags_EqualsHfEvaluate()
    {
        var scorers = (from ignoreCase in Flags
                       from punctuation in Flags
                       from numbers in Flags
                       select Scoring.Scorer($"exact_match(ignore_case={ignoreCase},ignore_numbers={numbers},ignore_punctuation={punctuation})")).ToArray();
        ForEach((item, references) => Assert.All(
            scorers, (scorer, i) => Same(item, "hf", item.GetProperty("hf")[i].GetDouble(), scorer.Score(item.Answer(), references))));
    }

    [Theory]
    [InlineData("wer", "word_edits")]
    [InlineData("cer", "character_edits")]
    public void Count_OneReference_EqualsNltksEdits(string metric, string field)
    {
        var scorer = (IPooledTextScorer)Scoring.Scorer(metric);
        var counts = new double[2];
        ForEach((item, references) =>
        {
            for (var i = 0; i < references.Length; i++)
            {
                scorer.Count(item.Answer(), [references[i]], counts);
                Same(item, field, item.GetProperty(field)[i].GetDouble(), counts[0]);
            }
        });
    }

    private static readonly string[] Flags = ["false", "true"];

    private static void ForEach(Action<JsonElement, string[]> check)
    {
        foreach (var item in AnswerReference.Load("answers_reference.json").GetProperty("cases").EnumerateArray())
        {
            check(item, item.References());
        }
    }

    private static void Same(JsonElement item, string field, double expected, double actual) =>
        Assert.True(Math.Abs(expected - actual) <= 1e-12, $"{field}: {expected:R} but {actual:R} for {item.Shown()}");
}
