using System.Text.Json;
using BenchHub.Evaluation.Tests.Golden;

namespace BenchHub.Evaluation.Tests.Metrics.Text.Answers;

/// <summary>1,319 problems with the answers of four models, whose correctness was published with them.</summary>
public sealed class Gsm8kTests
{
    [Theory]
    [InlineData("6b_finetuning", 286)]
    [InlineData("6b_verification", 515)]
    [InlineData("175b_finetuning", 458)]
    [InlineData("175b_verification", 742)]
    public void NumericAnswer_ModelAnswers_AgreesWithTheirPublishedCorrectness(string model, int correct)
    {
        var problems = Lines("test.jsonl");
        var solutions = Lines("example_model_solutions.jsonl");
        var (flexible, strict) = (Scoring.Scorer("numeric_answer"), Scoring.Scorer("numeric_answer(extract=strict)"));
        var sum = 0.0;
        foreach (var (problem, solution) in problems.Zip(solutions))
        {
            var expected = problem.GetProperty("answer").GetString()!;
            var answer = solution.GetProperty(model).GetProperty("solution").GetString()!;
            var score = flexible.Score(answer, [expected]);

            Assert.Equal(solution.GetProperty(model).GetProperty("is_correct").GetBoolean() ? 1 : 0, score);
            Assert.Equal(score, strict.Score(answer.Replace("\nA: ", "\n#### ", StringComparison.Ordinal), [expected]));
            sum += score;
        }

        Assert.Equal(1_319, problems.Length);
        Assert.Equal(correct, sum);
    }

    private static JsonElement[] Lines(string file) =>
        [.. File.ReadLines(SharedFolder.Find("data/gsm8k/" + file)).Select(static line => JsonDocument.Parse(line).RootElement)];
}
