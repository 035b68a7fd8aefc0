using BenchHub.Evaluation.Tasks.Filters;

namespace BenchHub.Evaluation.Tasks.Definitions;

/// <summary>Reads <c>filter_list</c>: named pipelines of filters, in the harness' words.</summary>
internal static class FilterForm
{
    private static readonly string[] Regex = ["function", "regex_pattern", "group_select", "fallback"];

    private static readonly Dictionary<string, Func<YamlMap, IAnswerFilter>> ByName = new()
    {
        ["regex"] = static map =>
        {
            map.Only("The filter regex", Regex);
            return new RegexFilter(Pattern(map), map.Whole("group_select", -1_000, 1_000) ?? 0, map.Text("fallback") ?? RegexFilter.Invalid);
        },
        ["multi_choice_regex"] = static map =>
        {
            map.Only("The filter multi_choice_regex", [.. Regex, "ignore_case", "ignore_punctuation", "regexes_to_ignore"]);
            return new ChoiceRegexFilter(
                new(Pattern(map), map.Whole("group_select", -1_000, 1_000) ?? 0, ""),
                map.Flag("ignore_case") ?? false,
                map.Flag("ignore_punctuation") ?? false,
                Patterns(map, "regexes_to_ignore"),
                map.Text("fallback") ?? RegexFilter.Invalid);
        },
        ["take_first"] = static map => Plain(map, new TakeFilter(1)),
        ["take_first_k"] = static map =>
        {
            map.Only("The filter take_first_k", "function", "k");
            return new TakeFilter(map.Whole("k", 1, 10_000) ?? throw map.Fail("The filter take_first_k needs 'k'."));
        },
        ["remove_whitespace"] = static map => Plain(map, TextFilter.Strip),
        ["lowercase"] = static map => Plain(map, TextFilter.Lower),
        ["uppercase"] = static map => Plain(map, TextFilter.Upper),
        ["majority_vote"] = static map => Plain(map, new MajorityFilter()),
        ["map"] = static map =>
        {
            map.Only("The filter map", "function", "mapping_dict", "default_value");
            return new MapFilter(
                (map.Map("mapping_dict") ?? throw map.Fail("The filter map needs 'mapping_dict'.")).Entries
                    .ToDictionary(static entry => entry.Key.Text, static entry => entry.Value.Text("mapping_dict")),
                map.Text("default_value") ?? "None");
        },
    };

    public static IReadOnlyList<FilterPipeline> Read(YamlMap map, string key)
    {
        if (map.List(key) is not { Items.Count: > 0 } list)
        {
            return [FilterPipeline.TakeFirst];
        }

        // The short form may leave out the names: its steps are one pipeline.
        return list.Items.All(static item => item is YamlMap named && named["filter"] is not null)
            ? Unique([.. list.Items.Select(item => Pipeline((YamlMap)item))], list)
            : [new("none", Steps(list))];
    }

    public static IReadOnlyList<AnswerPattern> Patterns(YamlMap map, string key) => map[key] switch
    {
        YamlList list => [.. list.Items.Select(item => Pattern(item, item.Text(key)))],
        null => [],
        var one => [Pattern(one, one.Text(key))],
    };

    private static FilterPipeline Pipeline(YamlMap map)
    {
        map.Only("A pipeline of filters", "name", "filter");
        return new(map.Text("name") ?? throw map.Fail("A pipeline of filters needs a name."), Steps(map.List("filter")!));
    }

    private static IReadOnlyList<FilterPipeline> Unique(IReadOnlyList<FilterPipeline> pipelines, YamlList list) =>
        pipelines.GroupBy(static pipeline => pipeline.Name).FirstOrDefault(static group => group.Count() > 1) is { } twice
            ? throw list.Fail($"Two pipelines of filters are named '{twice.Key}'.")
            : pipelines;

    private static IAnswerFilter[] Steps(YamlList list) => [.. list.Items.Select(Step)];

    private static IAnswerFilter Step(YamlNode node)
    {
        var map = node as YamlMap ?? new YamlMap(node.File, node.Line, [new(new(node.File, node.Line, "function", IsPlain: false), node)], 2);
        var name = map.Text("function") ?? throw map.Fail("A filter needs its name as 'function'.");
        return ByName.TryGetValue(name, out var filter)
            ? filter(map)
            : throw map["function"]!.Fail($"There is no filter '{name}'; those that are: {string.Join(", ", ByName.Keys)}.");
    }

    private static IAnswerFilter Plain(YamlMap map, IAnswerFilter filter)
    {
        map.Only($"The filter {map.Text("function")}", "function");
        return filter;
    }

    private static AnswerPattern Pattern(YamlMap map) =>
        map["regex_pattern"] is { } node ? Pattern(node, node.Text("regex_pattern")) : AnswerPattern.Parse(RegexFilter.DefaultPattern);

    private static AnswerPattern Pattern(YamlNode node, string pattern)
    {
        try
        {
            return AnswerPattern.Parse(pattern);
        }
        catch (FormatException broken)
        {
            throw node.Fail(broken.Message);
        }
    }
}
