using BenchHub.Evaluation.Judging.Definitions;
using BenchHub.Evaluation.Judging.Replies;
using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Tasks;
using BenchHub.Evaluation.Tasks.Templates;
using BenchHub.Evaluation.Texts;

namespace BenchHub.Evaluation.Judging.Dialogues;

/// <summary>How far the judging of an item has come. What follows a reply is a function, so that no step ever changes.</summary>
internal sealed record Dialogue(JudgeDefinition Judge, JudgedItem Item)
{
    private const int LongestExcerpt = 500;

    public string Reference => Item.References.Count > 0 ? Item.References[0] : "";

    private int Asked { get; init; }

    private IReadOnlyList<MalformedVerdict> Malformed { get; init; } = [];

    public JudgeStep Begin() => Judge.Shape.Begin(this);

    /// <summary>Asks what a prompt asks, until the reply can be read or there were enough.</summary>
    public JudgeStep Ask<T>(PromptShape shape, Mapping variables, Func<string, Reading<T>> read, Func<Dialogue, T, JudgeStep> then)
    {
        try
        {
            variables["format"] = PromptForm.Format(shape, variables);
            var system = Judge.System.Text([]);
            TaskTurn asked = new("user", Judge.Prompts[shape.Name].Text(variables));
            return (this with { Asked = Asked + 1 }).Question(system.Length > 0 ? [new("system", system), asked] : [asked], 0, null, read, then);
        }
        catch (InvalidItemException invalid)
        {
            return Undefined($"The judge's prompt cannot be made for this item: {invalid.Message}");
        }
    }

    public JudgeEmbedding Embed(IReadOnlyList<string> texts, Func<Dialogue, IReadOnlyList<ReadOnlyMemory<float>>, JudgeStep> then) => new(
        vectors => vectors.Count != texts.Count ? Undefined($"There are {vectors.Count} embeddings of {texts.Count} texts.")
            : vectors.Any(vector => !Cosine.Exists(vector.Span, vectors[0].Span)) ? Undefined("The embeddings have no cosine: they are 0, not finite, or of different lengths.")
            : then(this, vectors),
        Undefined)
    {
        Texts = texts,
    };

    public JudgeVerdict Undefined(string reason) => new()
    {
        Judge = Judge.Name,
        Value = double.NaN,
        Reason = reason,
        Family = Judge.Shape.Family,
        Malformed = Malformed,
    };

    public JudgeVerdict Score(double value, string reason, PairOrders? orders = null) => Undefined(reason) with { Value = value, Orders = orders };

    /// <summary>A verdict whose value the record's own metric gives.</summary>
    public JudgeVerdict Measured<T>(T record, string reason)
        where T : class
    {
        var metric = JudgeMetric.FamilyMetric(Judge)!;
        return Undefined(reason) with { Value = ((IItemMeasure<T>)metric.Measure).For(metric.Arguments)(record), Record = record };
    }

    private JudgeQuestion Question<T>(TaskTurn[] turns, int repeat, string? complaint, Func<string, Reading<T>> read, Func<Dialogue, T, JudgeStep> then)
    {
        return new(Next, Undefined)
        {
            Number = Asked,
            Repeat = repeat,
            Turns = complaint is null ? turns : [.. turns[..^1], turns[^1] with { Text = $"{turns[^1].Text}\n\n{PromptForm.Again(complaint)}" }],
        };

        JudgeStep Next(string reply)
        {
            var reading = read(reply);
            if (reading.Defect is not { } defect)
            {
                return then(this, reading.Value!);
            }

            var next = this with { Malformed = [.. Malformed, new(Asked, repeat, defect.Malformation, defect.Reason, reply.Beginning(LongestExcerpt))] };
            return repeat < Judge.Retries
                ? next.Question(turns, repeat + 1, defect.Reason, read, then)
                : next.Undefined($"The judge gave no verdict in {repeat + 1} replies to question {Asked}; of the last: {defect.Reason}");
        }
    }
}
