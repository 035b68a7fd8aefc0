using BenchHub.Evaluation.Tasks;
using BenchHub.Evaluation.Tests.Golden;

namespace BenchHub.Evaluation.Tests.Tasks;

public sealed class FilterReferenceTests
{
    [Fact]
    public void Apply_AnswersOfTheReference_LeavesWhatTheHarnessLeaves()
    {
        var reference = ReferenceJson.Load("filter_reference.json");
        var options = reference["choices"].Array<string>();
        foreach (var one in reference["cases"]!.AsArray())
        {
            var steps = one!["filter"]!.ToJsonString();
            var task = TaskDefinition.Parse($$"""{"name": "t", "kind": "generation", "prompt": "p", "target": "t", "filters": {{steps}}}""", "t.yaml");
            var answers = one["answers"].Array<string>();

            Assert.Equal(Shown(one["left"].Array<string>()), Shown(task.Pipelines[0].Apply(answers, options)));

            string Shown(IEnumerable<string> left) => $"{steps} of [{string.Join("|", answers)}]: [{string.Join("|", left)}]";
        }
    }
}
