using System.Text.Json;
using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Tasks;

namespace BenchHub.Evaluation.Tests.Tasks;

public sealed class TaskRendererTests
{
    [Fact]
    public void Render_HarnessGenerationWithExamples_HasTheHarnessDelimiters()
    {
        var request = Render(
            """
            task: t
            description: "Solve it.\n\n"
            doc_to_text: "Q: {{question}}\nA:"
            doc_to_target: answer
            num_fewshot: 2
            fewshot_split: train
            """,
            """{"question": "2+2?", "answer": 4}""",
            """{"question": "1+1?", "answer": "two"}""",
            """{"question": "0+1?", "answer": "one"}""",
            """{"question": "not shown", "answer": "x"}""");

        Assert.Equal("Solve it.\n\nQ: 1+1?\nA: two\n\nQ: 0+1?\nA: one\n\nQ: 2+2?\nA:", request.Prompt);
        Assert.Equal(
            [new("system", "Solve it.\n\n"), new("user", "Q: 1+1?\nA:"), new("assistant", "two"), new("user", "Q: 0+1?\nA:"), new("assistant", "one"), new("user", "Q: 2+2?\nA:")],
            request.Turns);
        Assert.Equal(["4"], request.References);
        Assert.Empty(request.Choices);
        Assert.Null(request.Gold);
    }

    [Fact]
    public void Render_RagAnswer_TellsTheContextsToModelsAndKeepsTheQuestionBare()
    {
        var task = BuiltInTasks.Find("rag-answer")!.Definition;
        using var record = JsonDocument.Parse("""{"question": "Who?", "answer": ["Ada", "A. L."], "contexts": ["It was Ada.", {"id": 7, "text": "She lived."}, 3]}""");

        var request = new TaskRenderer(task).Render("r", record.RootElement);

        Assert.Equal(
            [
                new("system", "Answer the question in as few words as possible. Use only what these texts say.\n\n[1] It was Ada.\n[2] She lived.\n[3] 3"),
                new("user", "Who?"),
            ],
            request.Turns);
        Assert.Equal(["It was Ada.", "She lived."], request.Contexts);
        Assert.Equal(["Ada", "A. L."], request.References);
    }

    [Theory]
    [InlineData("""{"question": "Who?", "answer": "Ada"}""")]
    [InlineData("""{"question": "Who?", "answer": "Ada", "contexts": null}""")]
    [InlineData("""{"question": "Who?", "answer": "Ada", "contexts": []}""")]
    public void Render_RagAnswerWithoutContexts_AsksTheQuestionAlone(string json)
    {
        using var record = JsonDocument.Parse(json);

        var request = new TaskRenderer(BuiltInTasks.Find("rag-answer")!.Definition).Render("r", record.RootElement);

        Assert.Equal([new("system", "Answer the question in as few words as possible."), new("user", "Who?")], request.Turns);
        Assert.Empty(request.Contexts);
    }

    [Fact]
    public void Render_HarnessChoices_AreContinuationsBehindTheDelimiter()
    {
        var request = Render(
            "task: t\noutput_type: multiple_choice\ndoc_to_text: \"{{q.strip()}}\\nAnswer:\"\ndoc_to_choice: [\"no\", \"yes\"]\ndoc_to_target: \"{{label}}\"\n",
            """{"q": " Is it? ", "label": 1}""");

        Assert.Equal("Is it?\nAnswer:", request.Prompt);
        Assert.Equal([" no", " yes"], request.Choices);
        Assert.Equal(["no", "yes"], request.Options);
        Assert.Equal((1, "yes"), (request.Gold, Assert.Single(request.References)));
    }

    // Choices as a field, as a template that prints a list, as a mapping; the right one by number, text and list of numbers.
    [Theory]
    [InlineData("doc_to_choice: options\ndoc_to_target: gold\n", """{"q": "?", "options": ["a", "b", "c"], "gold": 2}""", "a b c", "2")]
    [InlineData("doc_to_choice: '{{[options[0], options[1].strip()]}}'\ndoc_to_target: gold\n", """{"q": "?", "options": ["it's", " b "], "gold": "b"}""", "it's b", "1")]
    [InlineData("doc_to_choice: {x: one, y: two}\ndoc_to_target: 0\n", """{"q": "?"}""", "one two", "0")]
    [InlineData("doc_to_choice: options\ndoc_to_target: '{{golds}}'\n", """{"q": "?", "options": ["a", "b", "c"], "golds": [2, 0]}""", "a b c", "2 0")]
    [InlineData("doc_to_choice: options\ndoc_to_target: '{{options.index(answer)}}'\n", """{"q": "?", "options": ["a", "b"], "answer": "b"}""", "a b", "1")]
    public void Render_EachFormOfChoices_IsRead(string lines, string record, string options, string golds)
    {
        var request = Render($"task: t\noutput_type: multiple_choice\ndoc_to_text: q\n{lines}", record);

        Assert.Equal((options, golds), (string.Join(' ', request.Options), string.Join(' ', request.Golds)));
    }

    [Fact]
    public void Render_ExamplesOfChoices_AreAnsweredWithTheChoice() => Assert.Equal(
        "Q1 b\n\nQ2",
        Render(
            """
            task: t
            output_type: multiple_choice
            doc_to_text: "Q{{n}}"
            doc_to_choice: [a, b]
            doc_to_target: gold
            num_fewshot: 1
            fewshot_config: {samples: [{n: 1, gold: 1}, {n: 9, gold: 0}]}
            """,
            """{"n": 2, "gold": 0}""").Prompt);

    [Fact]
    public void Render_ExamplesOfTheirOwnForm_AreShownInIt() => Assert.Equal(
        "e 1=x; q 2",
        Render(
            """
            task: t
            doc_to_text: "q {{n}}"
            doc_to_target: a
            num_fewshot: 1
            fewshot_config: {samples: [{n: 1, b: x}], doc_to_text: "e {{n}}", doc_to_target: b, target_delimiter: "=", fewshot_delimiter: "; "}
            """,
            """{"n": 2, "a": "y"}""").Prompt);

    [Fact]
    public void Render_GenerationWithChoices_RefersToTheRightOne()
    {
        var request = Render("task: t\ndoc_to_text: q\ndoc_to_choice: [a, b]\ndoc_to_target: gold\n", """{"q": "?", "gold": 1}""");

        Assert.Equal(("b", 0), (Assert.Single(request.References), request.Choices.Count));
    }

    [Fact]
    public void Render_SeveralReferences_AreAllThere()
    {
        Assert.Equal(["x", "y"], Render("task: t\ndoc_to_text: q\ndoc_to_target: answers\n", """{"q": "?", "answers": ["x", "y"]}""").References);
        Assert.Equal(["x", "y"], Render("task: t\ndoc_to_text: q\ndoc_to_target: '{{answers}}'\n", """{"q": "?", "answers": ["x", "y"]}""").References);
        Assert.Equal(["x!", "y"], Render("name: t\nkind: open_qa\nprompt: q\nreferences: ['{{a}}!', b]\n", """{"q": "?", "a": "x", "b": "y"}""").References);
        Assert.Empty(Render("name: t\nkind: open_qa\nprompt: q\nreferences: a\n", """{"q": "?", "a": null}""").References);
    }

    [Fact]
    public void Render_Likelihood_AsksForTheTargetAsItStands()
    {
        var request = Render("task: t\noutput_type: loglikelihood\ndoc_to_text: q\ndoc_to_target: '{{\" \" ~ a}}'\n", """{"q": "The", "a": "end"}""");

        Assert.Equal(("The", " end", 0), (request.Prompt, Assert.Single(request.Choices), request.Gold));
    }

    [Fact]
    public void Render_Rolling_HasNoPrompt()
    {
        var request = Render("task: t\noutput_type: loglikelihood_rolling\ndoc_to_target: text\n", """{"text": "All of it."}""");

        Assert.Equal(("", "All of it.", 0), (request.Prompt, Assert.Single(request.Choices), request.Turns.Count));
    }

    [Fact]
    public void Render_Chat_KeepsItsTurns()
    {
        var request = Render(
            """
            name: t
            kind: generation
            system: "You are {{who}}."
            chat:
              - {role: user, content: "Hello"}
              - {role: assistant, content: "Hi"}
              - {role: user, content: "{{q}}"}
            target: a
            """,
            """{"who": "kind", "q": "Why?", "a": "So."}""");

        Assert.Equal([new("system", "You are kind."), new("user", "Hello"), new("assistant", "Hi"), new("user", "Why?")], request.Turns);
        Assert.Equal("You are kind.\n\nHello\n\nHi\n\nWhy?", request.Prompt);
    }

    [Fact]
    public void RenderLettered_Choices_GetLetters()
    {
        var task = TaskDefinition.Parse("name: t\nkind: multiple_choice\nprompt: q\nchoices: options\ngold: answer\n", "t.yaml");

        var request = new TaskRenderer(task).RenderLettered("1", Json("""{"q": "Which?", "options": ["red", "blue"], "answer": "blue"}"""));

        Assert.Equal("Which?\n\nA. red\nB. blue\n\nAnswer with the letter of the right choice only.", request.Prompt);
        Assert.Equal((true, 1, "B", 0), (request.IsLettered, request.Gold, Assert.Single(request.References), request.Choices.Count));
    }

    [Fact]
    public void RenderLettered_PromptInTheMannerOfMmlu_DoesNotListItsLettersAgain()
    {
        var request = new TaskRenderer(BuiltInTasks.Find("mmlu-like")!.Definition).RenderLettered(
            "1", Json("""{"question": "Which? ", "choices": ["red", "blue", "green"], "answer": "C"}"""));

        Assert.Equal("Which?\nA. red\nB. blue\nC. green\nAnswer:\n\nAnswer with the letter of the right choice only.", request.Prompt);
        Assert.Equal(2, request.Gold);
    }

    [Fact]
    public void RenderLettered_WithoutChoices_IsADefectOfTheCaller() =>
        Assert.Throws<InvalidOperationException>(() => new TaskRenderer(BuiltInTasks.Find("gsm8k")!.Definition).RenderLettered("1", Json("{}")));

    [Theory]
    [InlineData("mmlu-like", """{"question": "Q", "choices": ["x", "y"], "answer": 1}""", " A| B", 1)]
    [InlineData("mmlu-like", """{"question": "Q", "choices": ["x", "y"], "answer": "B"}""", " A| B", 1)]
    [InlineData("mmlu-like", """{"question": "Q", "choices": ["x", "y"], "answer": "y"}""", " A| B", 1)]
    [InlineData("hret-choice", """{"input": "Q", "options": ["서울", "부산"], "reference": "부산", "metadata": {}, "_subset_name": "s"}""", " 서울| 부산", 1)]
    [InlineData("hret-choice", """{"input": "Q", "options": ["서울", "부산"], "reference": "②"}""", " 서울| 부산", 1)]
    [InlineData("benchhub-choice", """{"problem_type": "MCQA", "context": "", "prompt": "Q", "options": ["x", "y"], "answer": "A"}""", " x| y", 0)]
    public void Render_BuiltInWithChoices_FitsItsRecords(string name, string record, string choices, int gold)
    {
        var request = new TaskRenderer(BuiltInTasks.Find(name)!.Definition).Render("1", Json(record));

        Assert.Equal((choices, gold), (string.Join('|', request.Choices), request.Gold));
        Assert.StartsWith("Q", request.Prompt);
    }

    [Theory]
    [InlineData("hret", """{"input": "Q", "reference": "a"}""", "Q", "a")]
    [InlineData("benchhub", """{"prompt": "Q", "answer": "a"}""", "Q", "a")]
    [InlineData("benchhub", """{"context": "C", "prompt": "Q", "answer": "a", "reference": "r"}""", "C\n\nQ", "r")]
    [InlineData("open-qa", """{"question": "Q", "answer": ["a"]}""", "Answer the question in as few words as possible.\n\nQ", "a")]
    [InlineData("humaneval-completion", """{"prompt": "def f():\n", "canonical_solution": " pass", "test": "t", "entry_point": "f"}""", "def f():\n", " pass")]
    public void Render_BuiltInWithReferences_FitsItsRecords(string name, string record, string prompt, string reference)
    {
        var request = new TaskRenderer(BuiltInTasks.Find(name)!.Definition).Render("1", Json(record));

        Assert.Equal((prompt, reference), (request.Prompt, Assert.Single(request.References)));
    }

    [Theory]
    [InlineData("", "def f():\n", "t\ncheck(f)\n", "f", 3)]
    [InlineData("program: {test: '{{ test }}', timeout: 0.5}\n", "", "t", "", 0.5)]
    public void Render_Code_TellsWhatTheProgramIsRunWith(string lines, string given, string test, string entryPoint, double seconds)
    {
        var task = TaskDefinition.Parse($"name: t\nkind: code\nprompt: prompt\n{lines}", "t.yaml");

        var program = new TaskRenderer(task).Render("1", Json("""{"prompt": "def f():\n", "test": "t", "entry_point": "f"}""")).Program!;

        Assert.Equal(new(given, test, entryPoint, TimeSpan.FromSeconds(seconds)), program);
    }

    [Theory]
    [InlineData("doc_to_target: gold\n", """{"gold": 0}""", "doc_to_text, template line 1, column 3: 'q' is not in the record.")]
    [InlineData("doc_to_target: gold\n", """{"q": "?", "gold": 2}""", "the right choice is 2, and the 2 choices have the numbers 0 to 1.")]
    [InlineData("doc_to_target: gold\n", """{"q": "?", "gold": -1}""", "the right choice is -1, and the 2 choices have the numbers 0 to 1.")]
    [InlineData("doc_to_target: gold\n", """{"q": "?", "gold": "z"}""", "the right choice is 'z', which is none of the 2 choices.")]
    [InlineData("doc_to_target: gold\n", """{"q": "?", "gold": null}""", "the right choice is None, and the 2 choices have the numbers 0 to 1.")]
    [InlineData("doc_to_target: gold\n", """{"q": "?", "gold": []}""", "doc_to_target names no right choice.")]
    [InlineData("doc_to_target: gold\n", """{"q": 5, "gold": 0}""", "doc_to_text is the number 5; tasks with a prompt for each choice are not supported.")]
    [InlineData("doc_to_target: gold\n", """["q"]""", "it must be a JSON object.")]
    [InlineData("doc_to_target: gold\n", """{"q": "\ud800", "gold": 0}""", "one of its texts is not valid Unicode (half of a surrogate pair).")]
    [InlineData("doc_to_target: gold\nnum_fewshot: 2\n", """{"q": "?", "gold": 0}""", "the task shows 2 examples, and there are 0.")]
    [InlineData("doc_to_target: gold\nnum_fewshot: 1\nfewshot_config: {samples: [{q: x, gold: 7}]}\n", """{"q": "?", "gold": 0}""", "example 1: the right choice is 7, and the 2 choices have the numbers 0 to 1.")]
    public void Render_RecordThatDoesNotFit_IsRefusedWithItsId(string lines, string record, string reason)
    {
        var task = TaskDefinition.Parse($"task: t\noutput_type: multiple_choice\ndoc_to_text: '{{{{q}}}}'\ndoc_to_choice: [a, b]\n{lines}", "t.yaml");

        var refused = Assert.Throws<InvalidItemException>(() => new TaskRenderer(task).Render("q17", Json(record)));

        Assert.Equal($"Record 'q17': {reason}", refused.Message);
    }

    [Theory]
    [InlineData("""{"q": "?", "c": "abc"}""", "doc_to_choice must be a list of choices that is not empty, not a text.")]
    [InlineData("""{"q": "?", "c": []}""", "doc_to_choice must be a list of choices that is not empty, not a list.")]
    [InlineData("""{"q": "?", "c": {"text": ["a"]}}""", "doc_to_choice must be a list of choices that is not empty, not an object.")]
    public void Render_ChoicesThatAreNone_AreRefused(string record, string reason) => Assert.Equal(
        $"Record '1': {reason}",
        Assert.Throws<InvalidItemException>(() => Render("task: t\noutput_type: multiple_choice\ndoc_to_text: q\ndoc_to_choice: c\ndoc_to_target: 0\n", record)).Message);

    [Fact]
    public void RenderLettered_MoreChoicesThanLetters_IsRefused() => Assert.Contains(
        "there are 27 choices, and 26 letters.",
        Assert.Throws<InvalidItemException>(() => new TaskRenderer(TaskDefinition.Parse("name: t\nkind: multiple_choice\nprompt: q\nchoices: c\ngold: 0\n", "t.yaml"))
            .RenderLettered("1", JsonSerializer.SerializeToElement(new { q = "?", c = Enumerable.Range(0, 27) }))).Message);

    private static TaskPrompt Render(string yaml, string record, params string[] examples) =>
        new TaskRenderer(TaskDefinition.Parse(yaml, "t.yaml")).Render("1", Json(record), [.. examples.Select(Json)]);

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;
}
