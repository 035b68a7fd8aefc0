using BenchHub.Evaluation.Formats;
using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Tasks.Definitions;
using BenchHub.Evaluation.Tasks.Filters;

namespace BenchHub.Evaluation.Tasks;

/// <summary>How a dataset's records become requests to a model, and how its answers are scored.</summary>
public sealed record TaskDefinition
{
    internal TaskDefinition()
    {
    }

    public required string Name { get; init; }

    public required TaskKind Kind { get; init; }

    /// <summary>
    /// The definition as one text that <see cref="Parse"/> reads back to the same task; what was included stands in it. To be stored
    /// with a dataset, and hashed.
    /// </summary>
    public required string Text { get; init; }

    /// <summary>Null for tasks that ask for likelihoods.</summary>
    public GenerationSettings? Generation { get; init; }

    public FewShotSettings FewShot { get; init; } = FewShotSettings.None;

    /// <summary>How often each record is asked.</summary>
    public int Repeats { get; init; } = 1;

    /// <summary>Names of the ways to extract an answer from what a model says; the first is the usual one.</summary>
    public IReadOnlyList<string> Filters => [.. Pipelines.Select(static pipeline => pipeline.Name)];

    /// <summary>The metrics that the definition names, in its order.</summary>
    public MetricSet Metrics => MetricSet.Parse(Measured.Select(static metric => metric.Name));

    /// <summary>Whether likelihoods of continuations are asked for.</summary>
    public bool NeedsLikelihoods => Kind is TaskKind.MultipleChoice or TaskKind.Preference or TaskKind.Likelihood or TaskKind.Rolling;

    /// <summary>Whether answers have to be asked for without the prompt too, which <c>acc_mutual_info</c> needs.</summary>
    public bool NeedsUnconditional => Measured.Any(static metric => metric.Name == "acc_mutual_info");

    internal TaskField? System { get; init; }

    internal IReadOnlyList<TaskTurnField> Chat { get; init; } = [];

    /// <summary>Between what the system says and the rest, where all is one text.</summary>
    internal string SystemDelimiter { get; init; } = "";

    /// <summary>Whether a right choice may be named by its label too: A, ①, 가.</summary>
    internal bool TakesLabels { get; init; }

    internal TaskFields Fields { get; init; } = null!;

    internal TaskFields Examples { get; init; } = null!;

    /// <summary>Set where the kind is code.</summary>
    internal ProgramFields? Program { get; init; }

    internal IReadOnlyList<TaskMetric> Measured { get; init; } = [];

    internal IReadOnlyList<FilterPipeline> Pipelines { get; init; } = [FilterPipeline.TakeFirst];

    /// <summary>
    /// Reads a definition in the form of lm-evaluation-harness (keys <c>task</c>, <c>doc_to_text</c> …, without functions) or in our
    /// short form (keys <c>name</c>, <c>kind</c>, <c>prompt</c> …).
    /// </summary>
    /// <param name="yaml">The text of the file.</param>
    /// <param name="file">How messages call it.</param>
    /// <param name="include">The text of a file that is named by <c>include</c>, relative to this one; null where there is none.</param>
    /// <exception cref="MalformedInputException">It is no YAML, or asks for something that is not supported; with the line.</exception>
    public static TaskDefinition Parse(string yaml, string file, Func<string, string?>? include = null)
    {
        var root = YamlReader.Read(yaml, file);
        return root["kind"] is not null || root["name"] is not null
            ? ShortForm.Read(root, yaml)
            : HarnessForm.Read(root, yaml, include ?? (static _ => null));
    }
}
