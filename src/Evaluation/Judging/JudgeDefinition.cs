using BenchHub.Evaluation.Formats;
using BenchHub.Evaluation.Judging.Definitions;
using BenchHub.Evaluation.Judging.Dialogues;
using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Metrics.Ratings;
using BenchHub.Evaluation.Tasks;
using BenchHub.Evaluation.Tasks.Definitions;

namespace BenchHub.Evaluation.Judging;

/// <summary>A language model's task as a judge of answers: what it is asked, and what its replies mean.</summary>
public sealed record JudgeDefinition
{
    internal JudgeDefinition()
    {
    }

    /// <summary>Lower-case letters, digits, hyphens and underscores, a letter first.</summary>
    public required string Name { get; init; }

    public required JudgeKind Kind { get; init; }

    /// <summary>For people; changes nothing.</summary>
    public string Description { get; init; } = "";

    /// <summary>The definition as one text that <see cref="Parse"/> reads back to the same judge; prompts that were left out stand in it.</summary>
    public required string Text { get; init; }

    /// <summary>
    /// The version of the judge without its model: the first 16 hexadecimal digits of the SHA-256 of <see cref="Text"/> without the
    /// description, and of what BenchHub adds to the prompts.
    /// </summary>
    public required string Hash { get; init; }

    /// <summary>The scores that there can be; null for judges that measure shares.</summary>
    public JudgeScale? Scale { get; init; }

    /// <summary>What the model is to be asked with.</summary>
    public required GenerationSettings Generation { get; init; }

    /// <summary>How often a question is asked again whose reply is no verdict. Default: 2.</summary>
    public int Retries { get; init; } = 2;

    /// <summary>Whether a <see cref="JudgeEmbedding"/> will be among the steps.</summary>
    public bool NeedsEmbeddings => Kind == JudgeKind.AnswerRelevance || ComparesEmbeddings;

    /// <summary>The metric whose items are this judge's verdicts: <c>judge:name</c>.</summary>
    public MetricDefinition Metric => JudgeMetric.Of(this).Definition;

    /// <summary>What may be compared in this judge's values.</summary>
    public MeasurementLevel Level => Kind switch
    {
        JudgeKind.Binary => MeasurementLevel.Nominal,
        JudgeKind.Rubric or JudgeKind.Reference or JudgeKind.Pairwise => MeasurementLevel.Ordinal,
        _ => MeasurementLevel.Interval,
    };

    internal JudgeShape Shape => JudgeShape.Of(Kind);

    internal string Criteria { get; init; } = "";

    internal bool ComparesEmbeddings { get; init; }

    /// <summary>How many questions an answer's relevance is judged by.</summary>
    internal int Questions { get; init; } = 3;

    internal TaskField System { get; init; } = null!;

    internal IReadOnlyDictionary<string, TaskField> Prompts { get; init; } = null!;

    /// <summary>Reads a definition: <c>name</c>, <c>kind</c>, and where they differ from the kind's own <c>criteria</c>, <c>prompt</c> ….</summary>
    /// <param name="yaml">The text of the file.</param>
    /// <param name="file">How messages call it.</param>
    /// <exception cref="MalformedInputException">It is no YAML, or no judge; with the line.</exception>
    public static JudgeDefinition Parse(string yaml, string file) => JudgeForm.Read(YamlReader.Read(yaml, file));

    /// <summary>The first step of judging an item. Pure; asks nothing itself.</summary>
    public JudgeStep Begin(JudgedItem item) => new Dialogue(this, item).Begin();

    internal static string MetricOf(string judge) => $"{JudgeMetric.Prefix}{judge}";
}
