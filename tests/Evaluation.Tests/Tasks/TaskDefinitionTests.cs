using System.Diagnostics;
using BenchHub.Evaluation.Formats;
using BenchHub.Evaluation.Tasks;

namespace BenchHub.Evaluation.Tests.Tasks;

public sealed class TaskDefinitionTests
{
    private const string Gsm8k = """
        tag: [math]
        task: gsm8k
        dataset_path: openai/gsm8k
        output_type: generate_until
        fewshot_split: train
        doc_to_text: "Question: {{question}}\nAnswer:"
        doc_to_target: "{{answer}}"
        metric_list:
          - metric: exact_match
            aggregation: mean
            higher_is_better: true
            ignore_case: true
            ignore_punctuation: false
            regexes_to_ignore: [",", "\\$", "(?s).*#### ", "\\.$"]
        generation_kwargs:
          until: ["Question:", "</s>"]
          do_sample: false
          temperature: 0.0
        repeats: 1
        num_fewshot: 5
        filter_list:
          - name: strict-match
            filter:
              - {function: regex, regex_pattern: "#### (\\-?[0-9\\.\\,]+)"}
              - function: take_first
          - name: flexible-extract
            filter:
              - {function: regex, group_select: -1, regex_pattern: "(-?[$0-9.,]{2,})|(-?[0-9]+)"}
              - function: take_first
        should_decontaminate: false
        metadata: {version: 3.0}
        """;

    [Fact]
    public void Parse_HarnessTask_IsUnderstood()
    {
        var task = TaskDefinition.Parse(Gsm8k, "gsm8k.yaml");

        Assert.Equal(("gsm8k", TaskKind.Generation, 1, false), (task.Name, task.Kind, task.Repeats, task.NeedsLikelihoods));
        Assert.Equal(["exact_match(ignore_case=true)"], task.Metrics.Names);
        Assert.Equal(["strict-match", "flexible-extract"], task.Filters);
        Assert.Equal((5, "train", 0), (task.FewShot.Count, task.FewShot.Split, task.FewShot.Samples.Count));
        Assert.Equal((256, 0.0, null), (task.Generation!.MaxTokens, task.Generation.Temperature, task.Generation.TopP));
        Assert.Equal(["Question:", "</s>"], task.Generation.Stop);
    }

    [Fact]
    public void Parse_HarnessTaskWithoutSettings_HasTheHarnessDefaults()
    {
        var task = TaskDefinition.Parse("task: t\ndoc_to_text: q\ndoc_to_target: a\n", "t.yaml");

        Assert.Equal((TaskKind.Generation, 256, 0.0), (task.Kind, task.Generation!.MaxTokens, task.Generation.Temperature));
        Assert.Equal(["\n\n"], task.Generation.Stop);
        Assert.Equal(["exact_match"], task.Metrics.Names);
        Assert.Equal(["none"], task.Filters);
    }

    [Theory]
    [InlineData("multiple_choice", "acc acc_norm")]
    [InlineData("loglikelihood", "perplexity acc")]
    [InlineData("loglikelihood_rolling", "word_perplexity byte_perplexity bits_per_byte")]
    public void Parse_HarnessTaskWithoutMetrics_HasTheHarnessDefaults(string type, string metrics) => Assert.Equal(
        metrics.Split(' '),
        TaskDefinition.Parse($"task: t\noutput_type: {type}\ndoc_to_text: q\ndoc_to_target: a\ndoc_to_choice: [x, y]\n", "t.yaml").Metrics.Names);

    [Fact]
    public void Parse_Include_IsBelowTheFileThatIncludes()
    {
        var files = new Dictionary<string, string>
        {
            ["base.yaml"] = "include: deeper.yaml\ndoc_to_text: 'base {{q}}'\ndoc_to_target: a\n",
            ["deeper.yaml"] = "doc_to_text: deeper\nrepeats: 3\n",
        };

        var task = TaskDefinition.Parse("include: base.yaml\ntask: t\ndoc_to_target: b\n", "t.yaml", files.GetValueOrDefault);

        Assert.Equal(("base {{q}}", "b", 3), (task.Fields.Text.Source, task.Fields.Target!.Source, task.Repeats));
        Assert.DoesNotContain("include", task.Text);
        var again = TaskDefinition.Parse(task.Text, "stored");
        Assert.Equal(("base {{q}}", "b", 3, task.Text), (again.Fields.Text.Source, again.Fields.Target!.Source, again.Repeats, again.Text));
    }

    [Theory]
    [InlineData("task: t\ninclude: no.yaml\n", 2, "The file 'no.yaml' is to be included and cannot be found.")]
    [InlineData("task: t\ninclude: loop.yaml\n", 1, "The files include one another: loop.yaml, loop.yaml.")]
    [InlineData("task: t\ndoc_to_text: !function utils.text\n", 2, "!function utils.text needs Python code, which BenchHub does not run; only tasks without functions can be used.")]
    [InlineData("task: t\nprocess_docs: x\n", 2, "'process_docs' changes the records with Python code; this task cannot be used.")]
    [InlineData("task: t\nclass: x\n", 2, "'class' is a Python class; this task cannot be used.")]
    [InlineData("group: g\ntask: [a, b]\n", 2, "This is a group of tasks; import each of them by itself.")]
    [InlineData("task: t\nnosuch: 1\n", 2, "A task of lm-evaluation-harness has no key 'nosuch'; it may have task, ")]
    [InlineData("task: t\ndoc_to_txt: 1\n", 2, "A task of lm-evaluation-harness has no key 'doc_to_txt'; did you mean doc_to_text?")]
    [InlineData("task: t\noutput_type: generate\n", 2, "'output_type' must be generate_until, multiple_choice, loglikelihood, loglikelihood_rolling.")]
    [InlineData("task: t\ndoc_to_text: q\n", 1, "The task has no 'doc_to_target', so that no answer would be right.")]
    [InlineData("task: t\ndoc_to_target: q\n", 1, "The task has no 'doc_to_text', so that there is nothing to ask.")]
    [InlineData("doc_to_text: q\ndoc_to_target: a\n", 1, "The task has no name; give it one as 'task'.")]
    [InlineData("task: t\noutput_type: multiple_choice\ndoc_to_text: q\ndoc_to_target: a\n", 1, "A multiple_choice task needs 'doc_to_choice'.")]
    [InlineData("task: t\ndoc_to_text: q\ndoc_to_target: a\ndoc_to_choice:\n  - no\n", 5, "'doc_to_choice' must be a text; put no in quotes if that is what is meant.")]
    [InlineData("task: t\ndoc_to_text: |\n  one\n  {{ two\ndoc_to_target: a\n", 4, "doc_to_text, template line 2, column 1: the tag has no end '}}'.")]
    [InlineData("task: t\ndoc_to_text: 'x {{ y | z }}'\ndoc_to_target: a\n", 2, "doc_to_text, template line 1, column 10: there is no filter 'z'")]
    [InlineData("task: t\ndoc_to_text: q\ndoc_to_target: a\nmetric_list:\n  - metric: rouge1\n", 5, "'rouge1' is no metric that BenchHub computes for such tasks; those are acc,")]
    [InlineData("task: t\ndoc_to_text: q\ndoc_to_target: a\nmetric_list:\n  - metric: acc\n", 5, "'acc' does not go with this 'output_type'.")]
    [InlineData("task: t\ndoc_to_text: q\ndoc_to_target: a\nmetric_list:\n  - metric: exact_match\n    aggregation: median\n", 6, "'exact_match' is aggregated as mean here, not as median.")]
    [InlineData("task: t\ndoc_to_text: q\ndoc_to_target: a\nmetric_list:\n  - metric: exact_match\n    regexes_to_ignore: ['[']\n", 6, "'[' is no regular expression")]
    [InlineData("task: t\ndoc_to_text: q\ndoc_to_target: a\nmetric_list:\n  - metric: bleu\n    smooth: 1\n", 6, "The metric bleu has no key 'smooth'")]
    [InlineData("task: t\ndoc_to_text: q\ndoc_to_target: a\nmetric_list: []\n", 4, "'metric_list' is empty; name a metric.")]
    [InlineData("task: t\ndoc_to_text: q\ndoc_to_target: a\ngeneration_kwargs: {top_k: 3}\n", 4, "'generation_kwargs' has no key 'top_k'; did you mean top_p?")]
    [InlineData("task: t\ndoc_to_text: q\ndoc_to_target: a\ngeneration_kwargs: {do_sample: false, temperature: 1}\n", 4, "'do_sample: false' takes the most likely text")]
    [InlineData("task: t\ndoc_to_text: q\ndoc_to_target: a\nrepeats: 0\n", 4, "'repeats' must be a whole number from 1 to 10000.")]
    [InlineData("task: t\ndoc_to_text: q\ndoc_to_target: a\nnum_fewshot: 2\nfewshot_config: {samples: [{q: 1}]}\n", 4, "2 examples are asked for, and 'samples' has 1.")]
    [InlineData("task: t\ndoc_to_text: q\ndoc_to_target: a\nfewshot_config: {sampler: balanced}\n", 4, "There is no sampler 'balanced'")]
    public void Parse_HarnessTaskOutsideTheSubset_IsRefusedWithItsLine(string yaml, long line, string reason)
    {
        var refused = Assert.Throws<MalformedInputException>(
            () => TaskDefinition.Parse(yaml, "t.yaml", static name => name == "loop.yaml" ? "include: loop.yaml" : null));

        Assert.Equal(line, refused.Line);
        Assert.StartsWith(reason, refused.Reason);
    }

    [Theory]
    [InlineData("name: t\nkind: quiz\n", 2, "'kind' must be one of generation, multiple_choice, open_qa, code, preference, rag_answer, likelihood, rolling.")]
    [InlineData("name: t\nkind: generation\n", 1, "The task has neither 'prompt' nor 'chat', so that there is nothing to ask.")]
    [InlineData("name: t\nkind: generation\nprompt: p\n", 1, "The task has no 'target' or 'references', so that no answer would be right.")]
    [InlineData("kind: generation\nprompt: p\ntarget: t\n", 1, "The task has no 'name'.")]
    [InlineData("name: t\nkind: generation\nprompt: p\nchat: [{role: user, content: c}]\ntarget: t\n", 3, "A task has a 'prompt' or a 'chat', not both.")]
    [InlineData("name: t\nkind: generation\ntarget: t\nchat: [{role: assistant, content: c}]\n", 4, "The last turn of 'chat' must be the user's.")]
    [InlineData("name: t\nkind: generation\ntarget: t\nchat:\n  - {role: robot, content: c}\n  - {role: user, content: c}\n", 5, "The 'role' of a turn must be system, user or assistant.")]
    [InlineData("name: t\nkind: multiple_choice\nprompt: p\ngold: g\n", 1, "A multiple_choice task needs 'choices'.")]
    [InlineData("name: t\nkind: multiple_choice\nprompt: p\nchoices: []\ngold: g\n", 4, "'choices' needs at least one choice.")]
    [InlineData("name: t\nkind: multiple_choice\nprompt: p\nchoices: c\n", 1, "The task has no 'gold', so that no choice would be right.")]
    [InlineData("name: t\nkind: generation\nprompt: p\ntarget: t\ngold: 1\n", 5, "'gold' is for tasks with choices")]
    [InlineData("name: t\nkind: generation\nprompt: p\ntarget: t\nprogram: {test: x}\n", 5, "'program' is for tasks of the kind code.")]
    [InlineData("name: t\nkind: code\nprompt: p\nprogram: {given: x}\n", 4, "'program' needs a 'test'")]
    [InlineData("name: t\nkind: code\nprompt: p\nprogram: {test: x, timeout: 0}\n", 4, "'timeout' must be a number from 0.1 to 600.")]
    [InlineData("name: t\nkind: generation\nprompt: p\ntarget: t\nmetrics: [nosuch]\n", 5, "There is no metric 'nosuch'")]
    [InlineData("name: t\nkind: generation\nprompt: p\ntarget: t\nmetrics: []\n", 5, "'metrics' is empty; name at least one.")]
    [InlineData("name: t\nkind: generation\nprompt: p\ntarget: t\nfewshot: {count: 2}\n", 5, "'fewshot' needs 'samples', or the 'split' that the examples come from.")]
    [InlineData("name: t\nkind: generation\nprompt: p\ntarget: t\nfewshot: {count: 2, split: train, sampler: best}\n", 5, "There is no sampler 'best'; there are first_n")]
    [InlineData("name: t\nkind: generation\nprompt: p\ntarget: t\nfewshot: {samples: [x]}\n", 5, "Each of 'samples' must be a record.")]
    [InlineData("name: t\nkind: likelihood\nprompt: p\ntarget: t\ngeneration: {}\n", 5, "'generation' is for tasks that ask for a text.")]
    [InlineData("name: t\nkind: generation\nprompt: p\ntarget: t\ngeneration: {max_tokens: many}\n", 5, "'max_tokens' must be a whole number from 1 to 1000000.")]
    [InlineData("name: t\nkind: generation\nprompt: [p]\ntarget: t\n", 3, "'prompt' must be a text, not a list.")]
    [InlineData("name: t\nkind: generation\npromt: p\n", 3, "A task has no key 'promt'; did you mean prompt?")]
    [InlineData("name: t\nkind: generation\nprompt: p\ntarget: t\nfilters: {a: b}\n", 5, "'filters' must be a list, not a mapping.")]
    [InlineData("name: t\nkind: generation\nprompt: p\ntarget: t\nfilters: [{name: a, filter: [take_first]}, {name: a, filter: [take_first]}]\n", 5, "Two pipelines of filters are named 'a'.")]
    public void Parse_BadShortForm_IsRefusedWithItsLine(string yaml, long line, string reason)
    {
        var refused = Assert.Throws<MalformedInputException>(() => TaskDefinition.Parse(yaml, "t.yaml"));

        Assert.Equal(line, refused.Line);
        Assert.StartsWith(reason, refused.Reason);
    }

    [Theory]
    [InlineData("", 1, "The definition is empty.")]
    [InlineData("- a\n- b\n", 1, "A task is a mapping of keys to values, and this is a list.")]
    [InlineData("task: a\n\tdoc_to_text: x\n", 2, "YAML does not allow tabs to indent; use blanks.")]
    [InlineData("task: a\ntask: b\n", 2, "The key 'task' stands twice.")]
    [InlineData("task: a\n---\ntask: b\n", 2, "One definition stands in a file; a second document begins here.")]
    [InlineData("task: 'a\n", 1, "This is not valid YAML")]
    [InlineData("task: *x\n", 1, "There is no anchor 'x' above this alias.")]
    [InlineData("task: !!python/object:os.system x\n", 1, "The tag tag:yaml.org,2002:python/object:os.system is not supported.")]
    [InlineData("a: &a {x: 1}\nb:\n  <<: *a\n", 3, "Merged keys (<<) are not supported")]
    [InlineData("? [a]\n: b\n", 1, "A key of a mapping must be a text.")]
    public void Parse_BadYaml_IsRefusedWithItsLine(string yaml, long line, string reason)
    {
        var refused = Assert.Throws<MalformedInputException>(() => TaskDefinition.Parse(yaml, "t.yaml"));

        Assert.Equal((line, "t.yaml"), (refused.Line, refused.File));
        Assert.StartsWith(reason, refused.Reason);
    }

    [Fact]
    public void Parse_AliasBomb_IsRefusedSoon()
    {
        var yaml = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
            + string.Concat(Enumerable.Range(1, 20).Select(static i => $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n"));
        var watch = Stopwatch.StartNew();

        Assert.Contains("more than 200000 parts", Assert.Throws<MalformedInputException>(() => TaskDefinition.Parse(yaml, "t.yaml")).Reason);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5));
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    public void Parse_DeepNesting_IsRefused(string open) => Assert.Throws<MalformedInputException>(
        () => TaskDefinition.Parse("a: " + string.Concat(Enumerable.Repeat(open, 100_000)), "t.yaml"));

    [Fact]
    public void Parse_AnyCutOfADefinition_IsReadOrRefused()
    {
        for (var length = 0; length < Gsm8k.Length; length++)
        {
            try
            {
                TaskDefinition.Parse(Gsm8k[..length], "t.yaml");
            }
            catch (MalformedInputException refused)
            {
                Assert.NotEqual("", refused.Reason);
            }
        }
    }

    [Fact]
    public void BuiltIn_All_ReadBackFromTheirTextAndScoreTheirOwnMetrics() => Assert.All(BuiltInTasks.All, static task =>
    {
        var again = TaskDefinition.Parse(task.Definition.Text, "stored");

        Assert.Equal((task.Name, task.Name), (task.Definition.Name, again.Name));
        Assert.Equal(task.Definition.Metrics.Names, again.Metrics.Names);
        Assert.Equal(again.Metrics.Count, new TaskScorer(again, again.Metrics).Counts.Count);
        Assert.Same(task, BuiltInTasks.Find(task.Name));
    });

    [Fact]
    public void Examples_All_AreUnderstood()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!Directory.Exists(Path.Combine(folder!.FullName, "examples/tasks")))
        {
            folder = folder.Parent;
        }

        Assert.All(Directory.GetFiles(Path.Combine(folder.FullName, "examples/tasks"), "*.yaml"), static file =>
        {
            var task = TaskDefinition.Parse(File.ReadAllText(file), file);
            Assert.NotEmpty(new TaskScorer(task, task.Metrics).Counts);
        });
    }

    [Theory]
    [InlineData("name: t\nkind: open_qa\nprompt: p\ntarget: t\nfewshot: {count: 2, split: train}\n", false, 1234)]
    [InlineData("name: t\nkind: open_qa\nprompt: p\ntarget: t\nfewshot: {count: 2, split: train, sampler: first_n}\n", false, 1234)]
    [InlineData("name: t\nkind: open_qa\nprompt: p\ntarget: t\nfewshot: {count: 2, split: train, sampler: random, seed: 5}\n", true, 5)]
    [InlineData("task: t\ndoc_to_text: q\ndoc_to_target: a\nnum_fewshot: 2\nfewshot_split: train\n", true, 1234)]
    [InlineData("task: t\ndoc_to_text: q\ndoc_to_target: a\nnum_fewshot: 2\nfewshot_config: {sampler: default, split: train}\n", true, 1234)]
    [InlineData("task: t\ndoc_to_text: q\ndoc_to_target: a\nnum_fewshot: 2\nfewshot_config: {sampler: first_n, split: train}\n", false, 1234)]
    public void Parse_ExamplesOfASplit_SaysHowTheyAreChosen(string yaml, bool isDrawn, int seed)
    {
        var shots = TaskDefinition.Parse(yaml, "t.yaml").FewShot;

        Assert.Equal((2, "train", true, isDrawn, seed), (shots.Count, shots.Split, shots.NeedsSplit, shots.IsDrawn, shots.Seed));
    }
}
