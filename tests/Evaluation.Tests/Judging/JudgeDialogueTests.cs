using BenchHub.Evaluation.Judging;
using BenchHub.Evaluation.Metrics.Verdicts;
using static BenchHub.Evaluation.Tests.Judging.JudgeScript;

namespace BenchHub.Evaluation.Tests.Judging;

public sealed class JudgeDialogueTests
{
    private static JudgeDefinition BuiltIn(string name) => BuiltInJudges.Find(name)!;

    [Theory]
    [InlineData("rubric")]
    [InlineData("reference")]
    public void Begin_Score_KeepsTheUnitsOfItsScale(string judge)
    {
        var verdict = BuiltIn(judge).Judge(Item, """{"reason": "half wrong", "score": 2}""");

        Assert.Equal((2, "half wrong", $"judge:{judge}"), (verdict.Value, verdict.Reason, verdict.Metric));
        Assert.Null(verdict.Record);
        Assert.Empty(verdict.Malformed);
    }

    [Fact]
    public void Begin_Questions_ShowWhatIsJudged()
    {
        Assert.All([Item.Question, Item.Answer, "from 1 (worst) to 5", "\"score\""], part => Assert.Contains(part, BuiltIn("rubric").Asked(Item, "x")[0]));
        Assert.All(Item.References, part => Assert.Contains(part, BuiltIn("reference").Asked(Item, "x")[0]));
        var pairs = BuiltIn("pairwise").Asked(Item, Winner("first"), Winner("second"));
        Assert.True(pairs[0].IndexOf(Item.Answer, StringComparison.Ordinal) < pairs[0].IndexOf(Item.Opponent!, StringComparison.Ordinal));
        Assert.True(pairs[1].IndexOf(Item.Answer, StringComparison.Ordinal) > pairs[1].IndexOf(Item.Opponent!, StringComparison.Ordinal));
        Assert.DoesNotContain("because", pairs[1]);
        Assert.All(Item.Contexts, part => Assert.Contains(part, BuiltIn("faithfulness").Asked(Item, Statements("a"), Verdicts(true))[1]));
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public void Begin_YesOrNo_IsOneOrZero(bool yes, double value) => Assert.Equal(value, BuiltIn("binary").Judge(Item, YesOrNo(yes)).Value);

    [Theory]
    [InlineData("first", "second", 1, false)]
    [InlineData("second", "first", 0, false)]
    [InlineData("tie", "tie", 0.5, false)]
    [InlineData("first", "first", 0.5, true)]
    [InlineData("second", "second", 0.5, true)]
    [InlineData("first", "tie", 0.5, true)]
    [InlineData("tie", "first", 0.5, true)]
    [InlineData("tie", "second", 0.5, true)]
    public void Begin_Pair_CountsOnlyWhatHoldsInBothOrders(string before, string after, double value, bool orderDecided)
    {
        var verdict = BuiltIn("pairwise").Judge(Item, Winner(before), Winner(after));

        Assert.Equal(value, verdict.Value);
        Assert.Equal(orderDecided, verdict.Orders!.OrderDecided);
    }

    [Fact]
    public void Begin_Pair_SwappedAnswersSwapTheVerdict()
    {
        foreach (var (a, b) in from a in Enum.GetValues<PairChoice>() from b in Enum.GetValues<PairChoice>() select (a, b))
        {
            // The same two questions, each now shown in the other's place.
            Assert.Equal(1, new PairOrders(a, b).Value + new PairOrders(b, a).Value);
            Assert.Equal(new PairOrders(a, b).Lean, new PairOrders(b, a).Lean);
        }
    }

    // 1 of 2 statements stands in the contexts.
    [Theory]
    [InlineData("faithfulness")]
    [InlineData("context_recall")]
    public void Begin_Statements_AreLookedForInTheContexts(string judge)
    {
        var verdict = BuiltIn(judge).Judge(Item, Statements("Seoul is in Korea.", "Seoul is on Mars."), Verdicts(true, false));

        Assert.Equal(0.5, verdict.Value);
        Assert.Equal([true, false], Assert.IsType<StatementVerdicts>(verdict.Record).Verdicts);
        Assert.Equal("yes: Seoul is in Korea. (r)\nno: Seoul is on Mars. (r)", verdict.Reason);
    }

    [Fact]
    public void Begin_NoStatements_IsUndefinedWithoutAVerdictOnThem()
    {
        Assert.True(BuiltIn("faithfulness").Judge(Item, Statements()).IsUndefined);
        Assert.True(BuiltIn("faithfulness").Judge(Item with { Answer = " " }).IsUndefined);
    }

    // Ranks 1 no, 2 yes: precision at 2 is 1/2, of one relevant context.
    [Fact]
    public void Begin_Contexts_AreAskedOneByOne()
    {
        var verdict = BuiltIn("context_precision").Judge(Item, YesOrNo(false), YesOrNo(true));

        Assert.Equal(0.5, verdict.Value, 1e-9);
        Assert.Equal("context 1: no (because)\ncontext 2: yes (because)", verdict.Reason);
    }

    // tp 1, fp 1, fn 0: P = 1/2, R = 1, F1 = 2/3; with the cosine 0.6: 0.75 * 2/3 + 0.25 * 0.6 = 0.65.
    [Fact]
    public void Begin_Correctness_ComparesBothWays()
    {
        string[] replies = [Statements("in Korea", "on Mars"), Statements("Seoul is in Korea."), Verdicts(true, false), Verdicts(true)];

        Assert.Equal(2.0 / 3, BuiltIn("answer_correctness").Judge(Item, replies).Value, 1e-12);

        var embedded = JudgeDefinition.Parse("name: c\nkind: answer_correctness\nsimilarity: embedding", "c.yaml");
        Assert.True(embedded.NeedsEmbeddings);
        Assert.Equal(0.65, embedded.Judge(Item, [new float[] { 1, 0 }, new float[] { 3, 4 }], replies).Value, 1e-7);
    }

    // Cosines 1, 0 and 0.6.
    [Fact]
    public void Begin_Relevance_IsTheMeanCosineUnlessTheAnswerEvades()
    {
        ReadOnlyMemory<float>[] vectors = [new float[] { 1, 0 }, new float[] { 2, 0 }, new float[] { 0, 1 }, new float[] { 3, 4 }];
        const string Replies = """{"noncommittal": false, "questions": ["a?", "b?", "c?"]}""";

        Assert.Equal(1.6 / 3, BuiltIn("answer_relevance").Judge(Item, vectors, [Replies]).Value, 1e-7);
        Assert.Equal(0, BuiltIn("answer_relevance").Judge(Item, vectors, [Replies.Replace("false", "true", StringComparison.Ordinal)]).Value);
    }

    [Fact]
    public void Reply_EmbeddingsWithoutCosine_AreUndefined()
    {
        const string Questions = """{"noncommittal": false, "questions": ["a?", "b?", "c?"]}""";
        float[] one = [1, 0], zero = [0, 0], longer = [1, 0, 0];
        var step = (JudgeEmbedding)((JudgeQuestion)BuiltIn("answer_relevance").Begin(Item)).Reply(Questions);

        Assert.Equal([Item.Question, "a?", "b?", "c?"], step.Texts);
        Assert.True(((JudgeVerdict)step.Reply([one, one, zero, one])).IsUndefined);
        Assert.True(((JudgeVerdict)step.Reply([one, longer, one, one])).IsUndefined);
        Assert.Equal("There are 1 embeddings of 4 texts.", ((JudgeVerdict)step.Reply([one])).Reason);
        Assert.Equal("No embeddings here.", step.Unanswered("No embeddings here.").Reason);
    }

    // Statement 2 is wrong; context 1 supports it and is relevant, since it supports the reference: 1 of 2.
    [Fact]
    public void Begin_Noise_AsksEachContextForBoth()
    {
        var verdict = BuiltIn("noise_sensitivity").Judge(
            Item, Statements("a", "b"), Statements("c"), Verdicts(true, false), Verdicts(true, true), Verdicts(true), Verdicts(false, false), Verdicts(false));

        Assert.Equal(0.5, verdict.Value);
    }

    [Fact]
    public void Begin_ItemLacksWhatTheKindNeeds_IsUndefinedWithoutAQuestion()
    {
        foreach (var kind in new[] { "reference", "pairwise", "faithfulness", "context_precision", "context_recall", "answer_correctness", "noise_sensitivity" })
        {
            var verdict = BuiltIn(kind).Judge(new() { Question = "q", Answer = "a" });
            Assert.True(verdict.IsUndefined);
            Assert.Matches("the item has no(ne| opponent's)\\.$", verdict.Reason);
        }

        Assert.All(["context_precision", "context_recall", "noise_sensitivity"], kind => Assert.True(BuiltIn(kind).Judge(Item with { Contexts = [] }).IsUndefined));
    }

    [Fact]
    public void Reply_AlwaysMaybe_IsAskedAgainAndThenUndefined()
    {
        var (step, repeats) = (BuiltIn("binary").Begin(Item), new List<int>());
        while (step is JudgeQuestion question)
        {
            repeats.Add(question.Repeat);
            Assert.Equal(question.Repeat > 0, question.Turns[^1].Text.EndsWith("not \"maybe\". Follow the form of the reply exactly.", StringComparison.Ordinal));
            step = question.Reply("""{"verdict": "maybe"}""");
        }

        var verdict = Assert.IsType<JudgeVerdict>(step);
        Assert.Equal([0, 1, 2], repeats);
        Assert.True(double.IsNaN(verdict.Value));
        Assert.Equal("The judge gave no verdict in 3 replies to question 1; of the last: \"verdict\" must be \"yes\" or \"no\", not \"maybe\".", verdict.Reason);
        Assert.All(verdict.Malformed, static malformed => Assert.Equal(Malformation.NoSuchVerdict, malformed.Malformation));
        Assert.Equal([0, 1, 2], verdict.Malformed.Select(static malformed => malformed.Repeat));
    }

    [Fact]
    public void Reply_GoodAfterMalformed_CountsAndKeepsTheRecord()
    {
        var verdict = BuiltIn("pairwise").Judge(Item, Winner("first"), "dunno", Winner("second"));

        Assert.Equal(1, verdict.Value);
        Assert.Equal((2, 0, Malformation.NoJson, "dunno"), verdict.Malformed.Select(static m => (m.Question, m.Repeat, m.Malformation, m.Reply)).Single());
    }

    [Fact]
    public void Reply_SameStepTwice_ChangesNothing()
    {
        var first = (JudgeQuestion)BuiltIn("pairwise").Begin(Item);
        first.Reply("dunno");

        var verdict = (JudgeVerdict)((JudgeQuestion)first.Reply(Winner("first"))).Reply(Winner("second"));

        Assert.Empty(verdict.Malformed);
        Assert.Equal(1, verdict.Value);
    }

    [Fact]
    public void Unanswered_ModelRefused_IsUndefinedWithTheReason() =>
        Assert.Equal("401", ((JudgeQuestion)BuiltIn("rubric").Begin(Item)).Unanswered("401").Reason);

    [Fact]
    public void Begin_TemplateFailsOnTheItem_IsUndefined()
    {
        var judge = JudgeDefinition.Parse("name: j\nkind: binary\nprompt: '{{ answer }}{{ references[1] }} verdict'", "j.yaml");

        Assert.StartsWith("The judge's prompt cannot be made for this item: ", judge.Judge(Item with { References = [] }).Reason, StringComparison.Ordinal);
    }
}
