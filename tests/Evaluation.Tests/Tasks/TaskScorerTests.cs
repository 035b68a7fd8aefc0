using System.Text.Json;
using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Metrics.Text;
using BenchHub.Evaluation.Metrics.Verdicts;
using BenchHub.Evaluation.Statistics.Resampling;
using BenchHub.Evaluation.Tasks;
using BenchHub.Evaluation.Tests.Golden;

namespace BenchHub.Evaluation.Tests.Tasks;

public sealed class TaskScorerTests
{
    private static readonly BootstrapSettings Quick = new() { Resamples = 200 };

    private static readonly TaskPrompt Choice = new()
    {
        Turns = [],
        Prompt = "q",
        Choices = [" a", " bbbb"],
        Options = ["a", "bbbb"],
        Gold = 1,
        Golds = [1],
        References = ["bbbb"],
    };

    private static readonly TaskPrompt Lettered = Choice with { Choices = [], IsLettered = true, References = ["B"] };

    private static readonly TaskDefinition Choices = TaskDefinition.Parse("name: t\nkind: multiple_choice\nprompt: q\nchoices: c\ngold: g\n", "t.yaml");

    private static readonly TaskDefinition Words = TaskDefinition.Parse("name: t\nkind: generation\nprompt: q\ntarget: a\n", "t.yaml");

    [Theory]
    [InlineData("6b_finetuning", 286)]
    [InlineData("6b_verification", 515)]
    [InlineData("175b_finetuning", 458)]
    [InlineData("175b_verification", 742)]
    public void Score_AnswersToGsm8k_AreCorrectAsPublished(string model, int correct)
    {
        var problems = File.ReadLines(SharedFolder.Find("data/gsm8k/test.jsonl")).Select(Json).ToArray();
        var solutions = File.ReadLines(SharedFolder.Find("data/gsm8k/example_model_solutions.jsonl")).Select(Json).ToArray();
        var task = BuiltInTasks.Find("gsm8k")!.Definition;
        var (renderer, scorer) = (new TaskRenderer(task), new TaskScorer(task, task.Metrics));

        var scores = problems.Zip(solutions, (problem, solution) =>
        {
            var request = renderer.Render("p", problem);
            Assert.Contains(problem.GetProperty("question").GetString()!, request.Prompt);
            return scorer.Score(request, new() { Texts = [solution.GetProperty(model).GetProperty("solution").GetString()!] });
        }).ToArray();

        Assert.Equal(1319, scores.Length);
        Assert.Equal(solutions.Select(solution => solution.GetProperty(model).GetProperty("is_correct").GetBoolean() ? 1.0 : 0), scores.Select(static score => score.Values[0]));
        Assert.Equal(correct, scores.Sum(static score => score.Values[0]));
        Assert.Equal(correct / 1319.0, scorer.Aggregate(0, scores, Quick).Value, 1e-12);
    }

    // ll -4 and -6: a is likelier; a code point, -4/1 and -6/4 = -1.5: bbbb is; without the question -1 and -5: -3 and -1: bbbb is.
    [Fact]
    public void Score_LikelihoodsOfChoices_GiveTheHarnessAccuracies()
    {
        var score = Score(Choices, Choice, new() { LogLikelihoods = [-4, -6], Unconditional = [-1, -5], Greedy = [false, true] }, "acc", "acc_norm", "acc_bytes", "acc_mutual_info", "exact_match");

        Assert.Equal([0, 1, 1, 1, 1], score.Values);
        Assert.Equal([0, 1, 1, 1, 1, 1, 1, 1, 1, 1], score.Counts);
        Assert.Null(score.Extracted);
    }

    // e^0 / (e^0 + e^-ln 3) = 3/4 for a; Brier over both classes: (3/4)² + (1/4 - 1)² = 9/8.
    [Fact]
    public void Score_ProbabilitiesOfChoices_AreTheirShares() =>
        Assert.Equal(1.125, Score(Choices, Choice, new() { LogLikelihoods = [0, -Math.Log(3)] }, "brier").Values[0], 1e-12);

    [Theory]
    [InlineData("B", 1)]
    [InlineData("The answer is (B).", 1)]
    [InlineData("A", 0)]
    [InlineData("neither", 0)]
    public void Score_Letter_IsTheChoice(string answer, double right)
    {
        var score = Score(Choices, Lettered, new() { Texts = [answer] }, "acc", "exact_match", "acc_norm");

        Assert.Equal([right, right, double.NaN], score.Values);
        Assert.Equal(answer, score.Extracted);
    }

    [Fact]
    public void Score_NothingKnown_IsUndefined()
    {
        var score = Score(Choices, Choice, new(), "acc", "exact_match", "brier", "mcc");

        Assert.All(score.Values, static value => Assert.True(double.IsNaN(value)));
        Assert.All(score.Counts, static count => Assert.Equal(0, count));
        Assert.Null(score.Problem);
        Assert.True(double.IsNaN(Score(Choices, Lettered, new(), "acc").Values[0]));
        Assert.True(double.IsNaN(Score(Words, new() { Turns = [], Prompt = "" }, new() { Texts = ["x"] }, "exact_match").Values[0]));
    }

    // An empty choice has 0 characters: 0/0.
    [Fact]
    public void Score_MetricThatTheItemBreaks_IsUndefinedWithTheReason()
    {
        var score = Score(Choices, Choice with { Options = ["", "b"] }, new() { LogLikelihoods = [0, -1] }, "acc", "acc_norm");

        Assert.Equal([0, double.NaN], score.Values);
        Assert.Contains("is not a number", score.Problem);
    }

    [Fact]
    public void Score_FilterThatCannotBeApplied_LeavesTheAnswerUndefinedWithTheReason()
    {
        var task = TaskDefinition.Parse("name: t\nkind: generation\nprompt: q\ntarget: a\nfilters: [{function: take_first_k, k: 2}]\n", "t.yaml");

        var score = Score(task, Referring("x"), new() { Texts = ["x"] }, "exact_match");

        Assert.True(double.IsNaN(score.Values[0]));
        Assert.StartsWith("2 answers are needed", score.Problem);
    }

    [Theory]
    [InlineData(null, "so #### 1,000.", 1)]
    [InlineData("strict-match", "it is 1000", 0)]
    [InlineData("flexible-extract", "it is $1,000", 1)]
    public void Score_HarnessGsm8k_ExtractsAndIgnoresAsItDoes(string? filter, string answer, double right)
    {
        var task = TaskDefinition.Parse(
            """
            task: gsm8k
            doc_to_text: question
            doc_to_target: answer
            metric_list:
              - {metric: exact_match, regexes_to_ignore: [",", "\\$", "(?s).*#### ", "\\.$"], ignore_case: true}
            filter_list:
              - {name: strict-match, filter: [{function: regex, regex_pattern: "#### (\\-?[0-9\\.\\,]+)"}, take_first]}
              - {name: flexible-extract, filter: [{function: regex, group_select: -1, regex_pattern: "(-?[$0-9.,]{2,})|(-?[0-9]+)"}, take_first]}
            """,
            "t.yaml");
        var scorer = new TaskScorer(task, task.Metrics, filter);

        Assert.Equal(right, scorer.Score(Referring("Long.\n#### 1,000"), new() { Texts = [answer] }).Values[0]);
        Assert.Contains($"filter={filter ?? "strict-match"}", scorer.Signature(0).ToString());
        Assert.Contains("ignored=", scorer.Signature(0).ToString());
    }

    [Fact]
    public void Score_MajorityOfRepeats_IsWhatCounts()
    {
        var task = TaskDefinition.Parse("name: t\nkind: generation\nprompt: q\ntarget: a\nrepeats: 3\nfilters: [{function: regex, regex_pattern: '[0-9]+'}, majority_vote, take_first]\n", "t.yaml");

        var score = Score(task, Referring("7"), new() { Texts = ["it is 7", "8", "7!"] }, "exact_match");

        Assert.Equal((1.0, "7"), (score.Values[0], score.Extracted));
    }

    // pass@1 of 1 right in 4: 1/4; pass@2: 1 - C(3,2)/C(4,2) = 1/2.
    [Fact]
    public void Score_SamplesOfAProgram_GivePassAtK()
    {
        var task = TaskDefinition.Parse("name: t\nkind: code\nprompt: q\nrepeats: 4\nmetrics: [pass@1, pass@2]\n", "t.yaml");

        Assert.Equal([0.25, 0.5], Score(task, Choice, new() { Correct = [false, true, false, false] }, "pass@1", "pass@2").Values);
        Assert.True(double.IsNaN(Score(task, Choice, new() { Correct = [true, null] }, "pass@1").Values[0]));
        Assert.True(double.IsNaN(Score(task, Choice, new(), "pass@1").Values[0]));
        var few = Score(task, Choice, new() { Correct = [true] }, "pass@1", "pass@2");
        Assert.Equal([1, double.NaN], few.Values);
        Assert.Contains("at least 2 samples", few.Problem);
        Assert.Equal(["a", "b"], new TaskScorer(task, task.Metrics).ExtractEach(Choice, ["a", "b"]));
    }

    // Two texts of one and three words with ll -1 and -3: word perplexity exp(4 / 4) together, exp(1) each.
    [Fact]
    public void Aggregate_LikelihoodsOfTexts_AreSummedBeforeTheyAreDivided()
    {
        var task = TaskDefinition.Parse("task: t\noutput_type: loglikelihood_rolling\ndoc_to_target: text\n", "t.yaml");
        var (renderer, scorer) = (new TaskRenderer(task), new TaskScorer(task, MetricSet.Parse(["word_perplexity"])));

        var scores = new[] { ("one", -1.0), ("one two three", -3.0) }
            .Select(item => scorer.Score(renderer.Render("1", JsonSerializer.SerializeToElement(new { text = item.Item1 })), new() { LogLikelihoods = [item.Item2] })).ToArray();

        Assert.Equal([Math.E, Math.E], scores.Select(static score => score.Values[0]));
        Assert.Equal([-1, 1], scores[0].Counts);
        Assert.Equal(Math.E, scorer.Aggregate(0, scores, Quick).Value, 1e-12);
        var withFailure = scorer.Aggregate(0, [.. scores, scorer.ScoreMissing(new() { Turns = [], Prompt = "", Options = [""] })], Quick);
        Assert.Equal((2, 1, 0), (withFailure.N, withFailure.Errors, withFailure.Undefined));
        Assert.Equal(2 / 3.0, withFailure.Coverage, 1e-12);
    }

    [Fact]
    public void Score_LikelihoodOfAContinuation_HasAccuracyWhereItIsGreedy()
    {
        var task = TaskDefinition.Parse("task: t\noutput_type: loglikelihood\ndoc_to_text: q\ndoc_to_target: a\n", "t.yaml");
        var request = new TaskPrompt { Turns = [], Prompt = "", Choices = ["x"], Options = ["x"], Gold = 0, Golds = [0] };

        Assert.Equal([Math.Exp(2), 1], Score(task, request, new() { LogLikelihoods = [-2], Greedy = [true] }, "perplexity", "acc").Values);
        Assert.Equal([Math.Exp(2), double.NaN], Score(task, request, new() { LogLikelihoods = [-2] }, "perplexity", "acc").Values);
        Assert.All(Score(task, request, new(), "perplexity", "acc").Values, static value => Assert.True(double.IsNaN(value)));
    }

    [Fact]
    public void Aggregate_PooledTexts_IsWhatTheTextScorerSays()
    {
        string[] answers = ["the cat sat on the mat", "a dog runs", "it rains cats and dogs today"];
        string[] references = ["the cat sat on a mat", "the dog runs fast", "it rains cats and dogs"];
        var metrics = MetricSet.Parse(["bleu", "exact_match"]);
        var (scorer, texts) = (new TaskScorer(Words, metrics), new TextScorer(metrics));

        var scores = answers.Zip(references, (answer, reference) => scorer.Score(Referring(reference), new() { Texts = [answer] })).ToArray();

        var sums = new double[texts.Counts];
        for (var i = 0; i < answers.Length; i++)
        {
            Assert.Equal(texts.Score(answers[i], [references[i]]), scores[i].Values);
            foreach (var (j, count) in scores[i].Counts.Index())
            {
                sums[j] += count;
            }
        }

        Assert.Equal(texts.Pooled(sums)[0], scorer.Aggregate(0, scores, Quick).Value, 1e-9);
        Assert.Equal(0, scorer.Aggregate(1, scores, Quick).Value);
    }

    [Fact]
    public void Aggregate_FailedTexts_CountAsEmptyAnswersAndSayHowMany()
    {
        var scorer = new TaskScorer(Words, MetricSet.Parse(["bleu", "exact_match"]));
        var request = Referring("the cat sat on the mat");

        TaskScore[] scores = [scorer.Score(request, new() { Texts = ["the cat sat on the mat"] }), scorer.ScoreMissing(request)];

        Assert.Equal([0, 1], scores[1].Counts[^2..]);
        Assert.True(scores[1].IsFailed);

        // BLEU of 6 words against 12: all match, and the brevity penalty is exp(1 - 12/6).
        var bleu = scorer.Aggregate(0, scores, Quick);
        Assert.Equal(100 * Math.Exp(-1), bleu.Value, 1e-9);
        Assert.Equal((2, 1, 0, 0.5, TaskScorer.EmptyPolicy), (bleu.N, bleu.Errors, bleu.Undefined, bleu.Coverage, bleu.Policy));
        var exact = scorer.Aggregate(1, scores, Quick);
        Assert.Equal((0.5, 2, 1, 0.5), (exact.Value, exact.N, exact.Errors, exact.Coverage));
    }

    // True 1 1 0, chosen 1 0 0: mcc = (2·3 - (2·1 + 1·2)) / sqrt((9 - 5)(9 - 5)) = 2/4.
    [Fact]
    public void Aggregate_Classes_AreComparedOverAllItems()
    {
        var scorer = new TaskScorer(Choices, MetricSet.Parse(["mcc"]));
        var first = Choice with { Gold = 0, Golds = [0] };

        TaskScore[] scores =
        [
            scorer.Score(Choice, new() { LogLikelihoods = [-2, -1] }), scorer.Score(Choice, new() { LogLikelihoods = [-1, -2] }),
            scorer.Score(first, new() { LogLikelihoods = [-1, -2] }), scorer.Score(Choice, new()),
        ];

        var mcc = scorer.Aggregate(0, scores, Quick);
        Assert.Equal(0.5, mcc.Value, 1e-12);
        Assert.Equal((3, 0, 1), (mcc.N, mcc.Errors, mcc.Undefined));
        Assert.True(double.IsNaN(scorer.Aggregate(0, [], Quick).Value));
    }

    [Fact]
    public void Score_Verdicts_AreTheMetrics()
    {
        var verdicts = new Dictionary<string, object> { ["faithfulness"] = new StatementVerdicts([true, true, false, true]), ["answer_relevance"] = "yes" };

        var score = Score(Words, Choice, new() { Verdicts = verdicts }, "faithfulness", "context_recall", "answer_relevance");

        Assert.Equal([0.75, double.NaN, double.NaN], score.Values);
        Assert.Equal("answer_relevance needs a RelevanceVerdicts as its verdict, not a String.", score.Problem);
    }

    [Theory]
    [InlineData("generation", "ndcg@10", "The metric 'ndcg@10' measures a ranking, which a task of the kind generation does not have.")]
    [InlineData("generation", "acc", "The metric 'acc' measures likelihoods of choices, which a task of the kind generation does not have.")]
    [InlineData("multiple_choice", "bleu", "The metric 'bleu(tok=13a)' measures an answer in words, which a task of the kind multiple_choice does not have.")]
    [InlineData("multiple_choice", "pass@1", "The metric 'pass@1' measures samples that were run, which a task of the kind multiple_choice does not have.")]
    [InlineData("multiple_choice", "faithfulness", "The metric 'faithfulness' measures verdicts on an answer, which a task of the kind multiple_choice does not have.")]
    [InlineData("generation", "pearson", "The metric 'pearson' measures ratings by several raters, which a task of the kind generation does not have.")]
    [InlineData("generation", "perplexity", "The metric 'perplexity' measures the likelihood of a text, which a task of the kind generation does not have.")]
    [InlineData("generation", "mcc", "The metric 'mcc' measures classes, which a task of the kind generation does not have.")]
    [InlineData("generation", "brier", "The metric 'brier(over=classes)' measures probabilities of classes, which a task of the kind generation does not have.")]
    [InlineData("code", "pass@5", "The metric 'pass@5' needs 5 samples of each problem, and the task 't' asks 1 times; raise 'repeats'.")]
    [InlineData("code", "bleu", "The metric 'bleu(tok=13a)' compares an answer with references, and the task 't' names no 'references'.")]
    public void Construct_MetricThatDoesNotFitTheTask_IsRefused(string kind, string metric, string message)
    {
        var target = kind switch { "code" => "", "multiple_choice" => "choices: c\ngold: 0\n", _ => "target: t\n" };
        var task = TaskDefinition.Parse($"name: t\nkind: {kind}\nprompt: p\n{target}", "t.yaml");

        Assert.Equal(message, Assert.Throws<UnknownMetricException>(() => new TaskScorer(task, MetricSet.Parse([metric]))).Message);
    }

    [Fact]
    public void Construct_UnknownFilter_SaysWhichThereAre() => Assert.StartsWith(
        "The task 't' has no filter 'x'; it has none.",
        Assert.Throws<ArgumentException>(() => new TaskScorer(Words, Words.Metrics, "x")).Message);

    private static TaskPrompt Referring(params string[] references) => new() { Turns = [], Prompt = "", References = references };

    private static TaskScore Score(TaskDefinition task, TaskPrompt request, TaskAnswers answers, params string[] metrics) =>
        new TaskScorer(task, MetricSet.Parse(metrics)).Score(request, answers);

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;
}
