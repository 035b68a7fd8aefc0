using BenchHub.Evaluation.Metrics.Labels;
using BenchHub.Evaluation.Tests.Golden;

namespace BenchHub.Evaluation.Tests.Metrics.Labels;

public sealed class LabelReferenceTests
{
    [Fact]
    public void Measure_CasesOfScikitLearn_AreEqual()
    {
        foreach (var reference in ReferenceJson.Load("classification_reference.json")["labels"]!.AsArray())
        {
            reference!["values"].AssertMeasured<LabelPair>(
                [.. reference["pairs"]!.AsArray().Select(static pair => new LabelPair(pair![0]!.GetValue<string>(), pair[1]?.GetValue<string>()))]);
        }
    }
}
