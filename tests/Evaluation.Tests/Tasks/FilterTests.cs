using BenchHub.Evaluation.Formats;
using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Tasks;

namespace BenchHub.Evaluation.Tests.Tasks;

public sealed class FilterTests
{
    [Theory]
    [InlineData("{function: nosuch}", "There is no filter 'nosuch'; those that are: regex, multi_choice_regex, take_first,")]
    [InlineData("{function: regex, regex_pattern: '('}", "'(' is no regular expression")]
    [InlineData("{function: regex, pattern: x}", "The filter regex has no key 'pattern'; it may have function, regex_pattern, group_select, fallback.")]
    [InlineData("{function: regex, group_select: first}", "'group_select' must be a whole number from -1000 to 1000.")]
    [InlineData("{function: take_first_k}", "The filter take_first_k needs 'k'.")]
    [InlineData("{function: map}", "The filter map needs 'mapping_dict'.")]
    [InlineData("{function: take_first, k: 2}", "The filter take_first has no key 'k'")]
    [InlineData("{regex_pattern: x}", "A filter needs its name as 'function'.")]
    public void Parse_BadFilter_IsRefusedWithItsLine(string filter, string said)
    {
        var refused = Assert.Throws<MalformedInputException>(() => Filtered(filter));

        Assert.Equal(6, refused.Line);
        Assert.StartsWith(said, refused.Reason);
    }

    [Fact]
    public void Extract_TooFewAnswers_SaysSo() => Assert.Equal(
        "3 answers are needed, and there are 2; let the task repeat each record as often.",
        Assert.Throws<InvalidItemException>(() => Extract("{function: take_first_k, k: 3}", "a", "b")).Message);

    [Fact]
    public void Extract_ChoiceRegexWithoutChoices_SaysSo() => Assert.StartsWith(
        "The filter multi_choice_regex needs the choices",
        Assert.Throws<InvalidItemException>(() => Extract("{function: multi_choice_regex}", "a")).Message);

    // (a+)+$ explores 2^n ways with backtracking; the back-reference keeps it from running in linear time.
    [Fact]
    public void Extract_PatternThatExplodes_EndsWithinSeconds() => Assert.Contains(
        "took longer than 2 s",
        Assert.Throws<InvalidItemException>(() => Extract(@"{function: regex, regex_pattern: '(x?)\1(a+)+$'}", new string('a', 60) + "!")).Message);

    [Fact]
    public void Extract_NestedRepetitionsWithoutLookAround_RunInLinearTime() =>
        Assert.Equal("[invalid]", Extract("{function: regex, regex_pattern: '(a+)+$'}", new string('a', 100_000) + "!"));

    private static string Extract(string filter, params string[] answers) =>
        new TaskScorer(Filtered(filter), MetricSet.Parse(["exact_match"])).Extract(new() { Turns = [], Prompt = "" }, answers);

    private static TaskDefinition Filtered(string filter) =>
        TaskDefinition.Parse($"name: t\nkind: generation\nprompt: p\ntarget: t\nfilters:\n  - {filter}\n", "t.yaml");
}
