using System.Runtime.CompilerServices;
using System.Text.Json;

namespace BenchHub.Evaluation.Metrics.Text.Answers;

/// <summary>Whether an answer is JSON, of a given shape, or equal to given JSON.</summary>
internal sealed class JsonMeasure : ITextMeasure
{
    // Items of a data set share their schema; it lives as long as the text of it does.
    private static readonly ConditionalWeakTable<string, JsonSchema> Schemas = [];

    private readonly Func<JsonElement, IReadOnlyList<string>, bool> _isRight;

    private JsonMeasure(
        string name, string description, string formula, string reference, Func<JsonElement, IReadOnlyList<string>, bool> isRight)
    {
        _isRight = isRight;
        Definition = new()
        {
            Name = name,
            Input = MetricInput.Text,
            Parameters =
            [
                MetricParameter.Flag("fenced", false, "whether a Markdown code fence around the whole answer is taken off first") with { AlwaysShown = false },
            ],
            Description = description + " Nothing but white space may stand around the JSON; more than 256 levels are too deep.",
            Formula = formula,
            Citation = "Bray, The JavaScript Object Notation (JSON) data interchange format, RFC 8259, 2017",
            Reference = reference,
            Denominator = "none; a missing answer counts 0",
        };
    }

    public static IEnumerable<IMeasure> All =>
    [
        new JsonMeasure(
            "json_valid", "1 where the answer is JSON, otherwise 0; references are not looked at.", "[the answer parses]",
            "RFC 8259", static (_, _) => true),
        new JsonMeasure(
            "json_equal", "1 where the answer is JSON with the same value as a reference, otherwise 0: members in any order, numbers by value.",
            "[the answer equals some reference]", "System.Text.Json, JsonElement.DeepEquals",
            static (answer, references) => references.Any(reference => JsonElement.DeepEquals(answer, Expected(reference)))),
        new JsonMeasure(
            "json_schema", "1 where the answer is JSON that a reference, which is a JSON Schema, allows, otherwise 0.",
            "[some reference allows the answer]",
            "JSON Schema 2020-12 for " + string.Join(", ", JsonSchema.Keywords) + "; $ref within the schema only; any other keyword is refused",
            static (answer, references) => references.Any(
                reference => Schemas.GetValue(reference, static text => new(text)).Allows(answer))),
    ];

    public MetricDefinition Definition { get; }

    public ITextScorer For(MetricArguments arguments)
    {
        var fenced = arguments.Flag("fenced");
        return new Verdict((answer, references) =>
            JsonText.Parse(fenced ? JsonText.Unfenced(answer) : answer) is { } value && _isRight(value, references));
    }

    private static JsonElement Expected(string reference) =>
        JsonText.Parse(reference) ?? throw InvalidReferenceException.Of("json_equal", reference, "is not JSON.");
}
