using BenchHub.Evaluation.Metrics.Probabilities;
using BenchHub.Evaluation.Tests.Golden;

namespace BenchHub.Evaluation.Tests.Metrics.Probabilities;

public sealed class ProbabilityReferenceTests
{
    [Fact]
    public void Measure_CasesOfScikitLearn_AreEqual()
    {
        foreach (var reference in ReferenceJson.Load("classification_reference.json")["probabilities"]!.AsArray())
        {
            var actual = reference!["true"].Array<int>();
            reference["values"].AssertMeasured<ClassProbabilities>(
                [.. reference["rows"]!.AsArray().Select((row, i) => new ClassProbabilities(row.Numbers(), actual[i]))]);
        }
    }
}
