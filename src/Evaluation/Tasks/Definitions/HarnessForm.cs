namespace BenchHub.Evaluation.Tasks.Definitions;

/// <summary>
/// A task of lm-evaluation-harness, in the part of its form that needs no Python. Keys that say where the data come from are
/// accepted and have no effect: the records are the dataset's.
/// </summary>
internal static class HarnessForm
{
    private const int MostIncludes = 10;

    private static readonly string[] Known =
    [
        "task", "output_type", "doc_to_text", "doc_to_target", "doc_to_choice", "description", "target_delimiter", "fewshot_delimiter",
        "num_fewshot", "fewshot_config", "fewshot_split", "generation_kwargs", "repeats", "filter_list", "metric_list", "include",
    ];

    private static readonly string[] WithoutEffect =
    [
        "tag", "group", "group_alias", "task_alias", "metadata", "should_decontaminate", "doc_to_decontamination_query", "dataset_path",
        "dataset_name", "dataset_kwargs", "training_split", "validation_split", "test_split", "unsafe_code", "recipe",
    ];

    private static readonly Dictionary<string, string> Refused = new()
    {
        ["process_docs"] = "changes the records with Python code",
        ["process_results"] = "scores with Python code",
        ["class"] = "is a Python class",
        ["custom_dataset"] = "makes the records with Python code",
        ["use_prompt"] = "takes its prompt from promptsource, which BenchHub does not carry",
        ["gen_prefix"] = "is not supported; write the beginning of the answer at the end of doc_to_text",
        ["doc_to_image"] = "needs images, which BenchHub does not send",
        ["doc_to_audio"] = "needs sound, which BenchHub does not send",
        ["aggregate_metric_list"] = "belongs to a group of tasks; import each of its tasks by itself",
    };

    private static readonly Dictionary<string, TaskKind> Kinds = new()
    {
        ["generate_until"] = TaskKind.Generation,
        ["multiple_choice"] = TaskKind.MultipleChoice,
        ["loglikelihood"] = TaskKind.Likelihood,
        ["loglikelihood_rolling"] = TaskKind.Rolling,
    };

    public static TaskDefinition Read(YamlMap root, string yaml, Func<string, string?> include)
    {
        var included = root["include"] is not null;
        root = Included(root, include, []);
        Check(root);
        var kind = Kinds.TryGetValue(root.Text("output_type") ?? "generate_until", out var known)
            ? known
            : throw root["output_type"]!.Fail($"'output_type' must be {string.Join(", ", Kinds.Keys)}.");
        var fields = Fields(root, kind);
        var examples = root.Map("fewshot_config") is { } config ? Over(fields, config) : fields;
        return new()
        {
            Name = root.Text("task") ?? throw root.Fail("The task has no name; give it one as 'task'."),
            Kind = kind,
            Text = included ? YamlJson.Write(root) : yaml,
            System = root.Field("description"),
            Fields = fields,
            Examples = examples,
            FewShot = FewShot(root),
            Generation = kind == TaskKind.Generation ? HarnessGeneration.Read(root, fields.ExampleDelimiter) : null,
            Repeats = root.Whole("repeats", 1, 10_000) ?? 1,
            Pipelines = FilterForm.Read(root, "filter_list"),
            Measured = HarnessMetrics.Read(root, kind),
        };
    }

    // A key of the including file wins over those that it includes, and a later file over an earlier one.
    private static YamlMap Included(YamlMap root, Func<string, string?> include, IReadOnlyList<string> open)
    {
        if (root["include"] is not { } node)
        {
            return root;
        }

        var own = root with { Entries = [.. root.Entries.Where(static entry => entry.Key.Text != "include")] };
        foreach (var name in root.Texts("include").Reverse())
        {
            if (open.Contains(name) || open.Count == MostIncludes)
            {
                throw node.Fail($"The files include one another: {string.Join(", ", open.Append(name))}.");
            }

            var text = include(name) ?? throw node.Fail($"The file '{name}' is to be included and cannot be found.");
            own = own.Over(Included(YamlReader.Read(text, name), include, [.. open, name]));
        }

        return own;
    }

    private static void Check(YamlMap root)
    {
        foreach (var entry in root.Entries)
        {
            if (Refused.TryGetValue(entry.Key.Text, out var reason))
            {
                throw entry.Key.Fail($"'{entry.Key.Text}' {reason}; this task cannot be used.");
            }
        }

        if (root["task"] is YamlList list)
        {
            throw list.Fail("This is a group of tasks; import each of them by itself.");
        }

        if (root["group"] is not null && root["task"] is null)
        {
            throw root["group"]!.Fail("This is a group of tasks; import each of them by itself.");
        }

        root.Only("A task of lm-evaluation-harness", [.. Known, .. WithoutEffect]);
    }

    private static TaskFields Fields(YamlMap root, TaskKind kind)
    {
        var text = root.Field("doc_to_text");
        var target = root.Target("doc_to_target");
        if (text is null && kind != TaskKind.Rolling)
        {
            throw root.Fail("The task has no 'doc_to_text', so that there is nothing to ask.");
        }

        if (target is null)
        {
            throw root.Fail("The task has no 'doc_to_target', so that no answer would be right.");
        }

        var choices = root.Choices("doc_to_choice", templates: false);
        return choices is null && kind == TaskKind.MultipleChoice
            ? throw root.Fail("A multiple_choice task needs 'doc_to_choice'.")
            : new(
                text ?? TaskField.Of("doc_to_text", ""), target, choices, root.Text("target_delimiter") ?? " ", root.Text("fewshot_delimiter") ?? "\n\n");
    }

    private static TaskFields Over(TaskFields fields, YamlMap config)
    {
        config.Only(
            "'fewshot_config'", "sampler", "split", "samples", "doc_to_text", "doc_to_target", "doc_to_choice", "target_delimiter", "fewshot_delimiter");
        return fields with
        {
            Text = config.Field("doc_to_text") ?? fields.Text,
            Target = config.Target("doc_to_target") ?? fields.Target,
            Choices = config.Choices("doc_to_choice", templates: false) ?? fields.Choices,
            TargetDelimiter = config.Text("target_delimiter") ?? fields.TargetDelimiter,
            ExampleDelimiter = config.Text("fewshot_delimiter") ?? fields.ExampleDelimiter,
        };
    }

    private static FewShotSettings FewShot(YamlMap root)
    {
        var config = root.Map("fewshot_config");
        if (config?.Text("sampler") is { } sampler and not ("default" or "first_n"))
        {
            throw config["sampler"]!.Fail($"There is no sampler '{sampler}'; there are default, which draws from a split, and first_n, which takes its first examples. Of samples both take the first.");
        }

        var samples = ShortForm.Samples(config, "samples");
        var count = root.Whole("num_fewshot", 0, 1_000) ?? 0;
        return samples.Count > 0 && samples.Count < count
            ? throw root["num_fewshot"]!.Fail($"{count} examples are asked for, and 'samples' has {samples.Count}.")
            : new(count, samples, config?.Text("split") ?? root.Text("fewshot_split") ?? root.Text("training_split"))
            {
                IsDrawn = config?.Text("sampler") != "first_n",
            };
    }
}
