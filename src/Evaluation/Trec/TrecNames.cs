using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Metrics.Retrieval;

namespace BenchHub.Evaluation.Trec;

/// <summary>
/// What trec_eval takes after <c>-m</c>, as our metrics: names of measures (<c>map</c>), with parameters
/// (<c>ndcg_cut.10</c>, <c>P.5,10</c>), and of sets of measures (<c>official</c>, <c>set</c>, <c>all_trec</c>).
/// </summary>
/// <remarks>
/// Two errors of trec_eval 10 are not repeated. Its <c>rbp</c> scales the gains by two variables that are never set, so it
/// differs from build to build; ours are the values of a build where both began as 0 (gain: grade / highest grade of the
/// query). And with <c>-c</c> a query without an answer is given one document, whose effect is taken back under the names
/// <c>utility</c>, <c>relstring</c> and <c>rbp_resid</c>, but not where these have parameters; with us it has none.
/// </remarks>
public static class TrecNames
{
    private static readonly Dictionary<string, string[]> Sets = new(StringComparer.Ordinal)
    {
        ["official"] =
        [
            "runid", "num_q", "num_ret", "num_rel", "num_rel_ret", "map", "gm_map", "Rprec", "bpref", "recip_rank", "iprec_at_recall", "P",
        ],
        ["set"] =
        [
            "runid", "num_q", "num_ret", "num_rel", "num_rel_ret", "utility", "set_P", "set_recall", "set_relative_P", "set_map", "set_F",
        ],
        ["all_trec"] = [.. TrecMeasures.All.Select(static measure => measure.Name)],
    };

    /// <summary>The names that <see cref="Lines"/> understands.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Sets.Keys, .. TrecMeasures.All.Select(static measure => measure.Name)];

    /// <summary>Whether it is a name of trec_eval's, of either version, whatever its parameters.</summary>
    public static bool Knows(string name) => All.Contains(Split(name).Name, StringComparer.Ordinal);

    /// <summary>
    /// The lines in trec_eval's order, whatever that of the names, each measure once. Where a measure is named several times
    /// with parameters the first ones hold, as in trec_eval.
    /// </summary>
    /// <exception cref="UnknownMetricException">A name or a parameter that this version of trec_eval, or we, do not have.</exception>
    public static IReadOnlyList<TrecLine> Lines(IEnumerable<string> names, TrecMode version)
    {
        var wanted = new HashSet<string>(StringComparer.Ordinal);
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in names)
        {
            var (name, given) = Split(text);
            wanted.UnionWith(Sets.GetValueOrDefault(name, [Known(text, name, version)]));
            if (given is { Length: 0 })
            {
                throw new UnknownMetricException(text, $"'{text}' ends with a point; parameters follow it, as in {name}.5,10, or leave it out.");
            }

            if (given is not null)
            {
                parameters.TryAdd(name, given);
            }
        }

        return [.. TrecMeasures.All
            .Where(measure => wanted.Contains(measure.Name) && measure.In(version))
            .SelectMany(measure => measure.Lines(parameters.GetValueOrDefault(measure.Name), version))];
    }

    private static (string Name, string? Parameters) Split(string text) =>
        text.IndexOf('.') is var point and >= 0 ? (text[..point], text[(point + 1)..]) : (text, null);

    private static string Known(string text, string name, TrecMode version)
    {
        var measure = TrecMeasures.All.FirstOrDefault(measure => string.Equals(measure.Name, name, StringComparison.Ordinal));
        return measure is null && !Sets.ContainsKey(name)
            ? throw new UnknownMetricException(text, $"trec_eval has no measure '{name}'; its measures are {string.Join(", ", All)}.")
            : measure?.In(version) == false
            ? throw new UnknownMetricException(text, $"trec_eval 9 has no measure '{name}'; ask for version 10.")
            : name;
    }
}
