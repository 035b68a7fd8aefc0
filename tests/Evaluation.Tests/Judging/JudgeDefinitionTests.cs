using BenchHub.Evaluation.Formats;
using BenchHub.Evaluation.Judging;
using BenchHub.Evaluation.Metrics.Ratings;

namespace BenchHub.Evaluation.Tests.Judging;

public sealed class JudgeDefinitionTests
{
    [Fact]
    public void All_BuiltIn_AreOneOfEachKindAndReadBack()
    {
        Assert.Equal(Enum.GetValues<JudgeKind>(), BuiltInJudges.All.Select(static judge => judge.Kind));
        Assert.All(BuiltInJudges.All, static judge =>
        {
            var again = JudgeDefinition.Parse(judge.Text, "stored");
            Assert.Equal((judge.Text, judge.Hash, judge.Name, judge.Description, judge.Scale), (again.Text, again.Hash, again.Name, again.Description, again.Scale));
            Assert.Matches("^[0-9a-f]{16}$", judge.Hash);
            Assert.NotEmpty(judge.Metric.Description);
        });
        Assert.Equal(BuiltInJudges.All.Count, BuiltInJudges.All.Select(static judge => judge.Hash).Distinct().Count());
        Assert.Null(BuiltInJudges.Find("nobody"));
    }

    [Theory]
    [InlineData("description: other", true)]
    [InlineData("temperature: 0", true)]
    [InlineData("temperature: 0.5", false)]
    [InlineData("max_tokens: 9", false)]
    [InlineData("retries: 0", false)]
    [InlineData("criteria: other", false)]
    [InlineData("scale: {min: 0, max: 10}", false)]
    [InlineData("system: other", false)]
    [InlineData("prompt: '{{ answer }} {{ format }}'", false)]
    public void Hash_OneKeyMore_ChangesWithWhatDecidesTheVerdict(string line, bool same) => Assert.Equal(
        same, JudgeDefinition.Parse("name: j\nkind: rubric", "j").Hash == JudgeDefinition.Parse($"name: j\nkind: rubric\n{line}", "j").Hash);

    [Fact]
    public void Parse_Defaults_AreAsDocumented()
    {
        var judge = JudgeDefinition.Parse("name: j\nkind: rubric", "j");

        Assert.Equal((2, 0.0, new JudgeScale(1, 5), MeasurementLevel.Ordinal), (judge.Retries, judge.Generation.Temperature, judge.Scale, judge.Level));
        Assert.False(judge.NeedsEmbeddings);
    }

    [Theory]
    [InlineData("kind: rubric", 1, "has no 'name'")]
    [InlineData("name: j\nkind: jury", 2, "'kind' must be one of rubric")]
    [InlineData("name: j", 1, "'kind' must be one of rubric")]
    [InlineData("name: J 1\nkind: rubric", 1, "cannot name a judge")]
    [InlineData("name: j\nkind: rubric\nretrys: 3", 3, "did you mean retries")]
    [InlineData("name: j\nkind: faithfulness\ncriteria: x", 3, "has no key 'criteria'")]
    [InlineData("name: j\nkind: rubric\nretries: -1", 3, "must be a whole number")]
    [InlineData("name: j\nkind: rubric\nscale: {min: 5, max: 1}", 3, "'max' must be above 'min'")]
    [InlineData("name: j\nkind: rubric\nprompt: a\nprompts: {prompt: b}", 3, "not both")]
    [InlineData("name: j\nkind: faithfulness\nprompt: a", 3, "asks in steps")]
    [InlineData("name: j\nkind: faithfulness\nprompts:\n  statement: a", 4, "did you mean statements")]
    [InlineData("name: j\nkind: rubric\nprompt: |-\n  a\n  {{ answer", 5, "template line 2")]
    [InlineData("name: j\nkind: rubric\nprompt: '{{ anwser }} {{ format }}'", 3, "'anwser' is not in the record")]
    [InlineData("name: j\nkind: rubric\nsystem: '{{ answer }}'", 3, "'answer' is not in the record")]
    [InlineData("name: j\nkind: rubric\nprompt: '{{ question }} {{ format }}'", 3, "does not show {{ answer }}")]
    [InlineData("name: j\nkind: reference\nprompt: '{{ answer }} {{ format }}'", 3, "does not show {{ reference }} or {{ references }}")]
    [InlineData("name: j\nkind: pairwise\nprompt: '{{ first }} {{ format }}'", 3, "does not show {{ second }}")]
    [InlineData("name: j\nkind: rubric\nprompt: 'Rate {{ answer }}'", 3, "end it with {{ format }}")]
    [InlineData("name: j\nkind: answer_correctness\nsimilarity: words", 3, "must be none or embedding")]
    [InlineData("", 1, "empty")]
    [InlineData("name: [j", 2, "not valid YAML")]
    public void Parse_Wrong_IsRefusedWithItsLine(string yaml, int line, string sentence)
    {
        var refused = Assert.Throws<MalformedInputException>(() => JudgeDefinition.Parse(yaml, "j.yaml"));

        Assert.Contains(sentence, refused.Message, StringComparison.Ordinal);
        Assert.StartsWith($"j.yaml, line {line}: ", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Examples_All_AreUnderstood()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!Directory.Exists(Path.Combine(folder!.FullName, "examples/judges")))
        {
            folder = folder.Parent;
        }

        var files = Directory.GetFiles(Path.Combine(folder.FullName, "examples/judges"), "*.yaml");
        Assert.NotEmpty(files);
        Assert.All(files, static file => Assert.Equal(Path.GetFileNameWithoutExtension(file), JudgeDefinition.Parse(File.ReadAllText(file), file).Name));
    }
}
