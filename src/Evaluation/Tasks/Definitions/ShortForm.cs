using System.Text.Json;
using BenchHub.Evaluation.Metrics;

namespace BenchHub.Evaluation.Tasks.Definitions;

/// <summary>A task in our own words.</summary>
internal static class ShortForm
{
    private static readonly Dictionary<string, TaskKind> Kinds = new()
    {
        ["generation"] = TaskKind.Generation,
        ["multiple_choice"] = TaskKind.MultipleChoice,
        ["open_qa"] = TaskKind.OpenQa,
        ["code"] = TaskKind.Code,
        ["preference"] = TaskKind.Preference,
        ["rag_answer"] = TaskKind.RagAnswer,
        ["likelihood"] = TaskKind.Likelihood,
        ["rolling"] = TaskKind.Rolling,
    };

    private static readonly Dictionary<TaskKind, string[]> Defaults = new()
    {
        [TaskKind.Generation] = ["exact_match"],
        [TaskKind.MultipleChoice] = ["acc", "acc_norm"],
        [TaskKind.OpenQa] = ["exact_match(norm=squad)", "token_f1(norm=squad)"],
        [TaskKind.Code] = ["pass@1"],
        [TaskKind.Preference] = ["acc"],
        [TaskKind.RagAnswer] = ["token_f1(norm=squad)"],
        [TaskKind.Likelihood] = ["perplexity", "acc"],
        [TaskKind.Rolling] = ["word_perplexity", "byte_perplexity", "bits_per_byte"],
    };

    public static TaskDefinition Read(YamlMap root, string yaml)
    {
        root.Only(
            "A task", "name", "kind", "system", "prompt", "chat", "target", "references", "choices", "gold", "delimiter", "fewshot", "generation",
            "repeats", "filters", "metrics", "description", "program");
        var kind = Kinds.TryGetValue(root.Text("kind") ?? "", out var known)
            ? known
            : throw (root["kind"] ?? root).Fail($"'kind' must be one of {string.Join(", ", Kinds.Keys)}.");
        var chat = Chat(root);
        var fields = Fields(root, kind, chat);
        return new()
        {
            Name = root.Text("name") is { Length: > 0 } name ? name : throw root.Fail("The task has no 'name'."),
            Kind = kind,
            Text = yaml,
            System = root.Field("system"),
            SystemDelimiter = "\n\n",
            TakesLabels = true,
            Chat = chat,
            Fields = fields,
            Examples = fields,
            FewShot = FewShot(root.Map("fewshot")),
            Generation = kind is TaskKind.Likelihood or TaskKind.Rolling ? Refuse(root, "generation") : Generation(root.Map("generation")),
            Repeats = root.Whole("repeats", 1, 10_000) ?? 1,
            Pipelines = FilterForm.Read(root, "filters"),
            Measured = Measured(root, kind),
            Program = Program(root, kind),
        };
    }

    public static IReadOnlyList<JsonElement> Samples(YamlMap? map, string key) => map?.List(key) is { } list
        ? [.. list.Items.Select(item => item is YamlMap record ? YamlJson.Element(record) : throw item.Fail($"Each of '{key}' must be a record."))]
        : [];

    private static TaskTurnField[] Chat(YamlMap root)
    {
        if (root.List("chat") is not { } list)
        {
            return [];
        }

        if (root["prompt"] is { } prompt)
        {
            throw prompt.Fail("A task has a 'prompt' or a 'chat', not both.");
        }

        if (list.Items is not [.., YamlMap last] || last.Text("role") != "user")
        {
            throw list.Fail("The last turn of 'chat' must be the user's.");
        }

        return [.. list.Items.Select(Turn)];
    }

    private static TaskTurnField Turn(YamlNode node)
    {
        var turn = node as YamlMap ?? throw node.Fail("A turn of 'chat' is a mapping with 'role' and 'content'.");
        turn.Only("A turn of 'chat'", "role", "content");
        var role = turn.Text("role");
        return new(
            role is "system" or "user" or "assistant" ? role : throw turn.Fail("The 'role' of a turn must be system, user or assistant."),
            turn.Field("content") ?? throw turn.Fail("A turn of 'chat' needs 'content'."));
    }

    private static TaskFields Fields(YamlMap root, TaskKind kind, TaskTurnField[] chat)
    {
        var isChoice = kind is TaskKind.MultipleChoice or TaskKind.Preference;
        var text = root.Field("prompt") ?? (chat.Length > 0 ? chat[^1].Text
            : kind == TaskKind.Rolling ? TaskField.Of("prompt", "")
            : throw root.Fail("The task has neither 'prompt' nor 'chat', so that there is nothing to ask."));
        var choices = root.Choices("choices", templates: true)
            ?? (kind == TaskKind.Preference ? TaskField.Each("choices", [TaskField.Of("choices", "{{chosen}}"), TaskField.Of("choices", "{{rejected}}")]) : null);
        if (isChoice && choices is null)
        {
            throw root.Fail("A multiple_choice task needs 'choices'.");
        }

        if (!isChoice && root["gold"] is { } stray)
        {
            throw stray.Fail("'gold' is for tasks with choices; name the right answer as 'target' or 'references'.");
        }

        var target = isChoice
            ? root.Target("gold") ?? root.Target("target") ?? (kind == TaskKind.Preference ? TaskField.Fixed("gold", 0L) : null)
            : root.Target("references") ?? root.Target("target");
        return target is null && kind is not (TaskKind.Code or TaskKind.RagAnswer)
            ? throw root.Fail(isChoice ? "The task has no 'gold', so that no choice would be right." : "The task has no 'target' or 'references', so that no answer would be right.")
            : new(text, target, choices, root.Text("delimiter") ?? " ", "\n\n");
    }

    private static ProgramFields? Program(YamlMap root, TaskKind kind)
    {
        if (kind is not TaskKind.Code)
        {
            return root["program"] is { } stray ? throw stray.Fail("'program' is for tasks of the kind code.") : null;
        }

        if (root.Map("program") is not { } map)
        {
            return ProgramFields.HumanEval;
        }

        map.Only("'program'", "given", "test", "entry_point", "timeout");
        return new(
            map.Field("given") ?? TaskField.Of("given", ""),
            map.Field("test") ?? throw map.Fail("'program' needs a 'test': Python that raises unless the program is right."),
            map.Field("entry_point") ?? TaskField.Of("entry_point", ""),
            TimeSpan.FromSeconds(map.Number("timeout", 0.1, 600) ?? 3));
    }

    private static FewShotSettings FewShot(YamlMap? map)
    {
        if (map is null)
        {
            return FewShotSettings.None;
        }

        map.Only("'fewshot'", "count", "samples", "split", "sampler", "seed");
        var samples = Samples(map, "samples");
        var count = map.Whole("count", 0, 1_000) ?? samples.Count;
        return samples.Count > 0 && samples.Count < count
            ? throw map["count"]!.Fail($"{count} examples are asked for, and 'samples' has {samples.Count}.")
            : samples.Count == 0 && count > 0 && map["split"] is null
                ? throw map.Fail("'fewshot' needs 'samples', or the 'split' that the examples come from.")
                : new(count, samples, map.Text("split"))
                {
                    IsDrawn = map.Text("sampler") switch
                    {
                        null or "first_n" => false,
                        "random" => true,
                        var other => throw map["sampler"]!.Fail($"There is no sampler '{other}'; there are first_n, which takes the first examples, and random, which draws for each record."),
                    },
                    Seed = map.Whole("seed", 0, int.MaxValue) ?? FewShotSettings.UsualSeed,
                };
    }

    private static GenerationSettings Generation(YamlMap? map)
    {
        map?.Only("'generation'", "max_tokens", "temperature", "top_p", "stop", "seed");
        return new(
            map?.Whole("max_tokens", 1, 1_000_000),
            map is null ? 0 : map.Number("temperature", 0, 100) ?? 0,
            map?.Number("top_p", 0, 1),
            [.. map?.Texts("stop").Where(static stop => stop.Length > 0) ?? []],
            map?.Whole("seed", 0, int.MaxValue));
    }

    private static GenerationSettings? Refuse(YamlMap root, string key) =>
        root[key] is { } node ? throw node.Fail($"'{key}' is for tasks that ask for a text.") : null;

    private static TaskMetric[] Measured(YamlMap root, TaskKind kind)
    {
        if (root.List("metrics") is not { } list)
        {
            return [.. Defaults[kind].Select(static name => new TaskMetric(MetricCatalog.Resolve(name).Name.ToString(), []))];
        }

        if (list.Items.Count == 0)
        {
            throw list.Fail("'metrics' is empty; name at least one.");
        }

        return [.. list.Items.Select(Resolved).DistinctBy(static metric => metric.Name)];
    }

    private static TaskMetric Resolved(YamlNode node)
    {
        try
        {
            return new(MetricCatalog.Resolve(node.Text("metrics")).Name.ToString(), []);
        }
        catch (UnknownMetricException unknown)
        {
            throw node.Fail(unknown.Message);
        }
    }
}
