using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Metrics.Text;

namespace BenchHub.Cli.Evaluating;

/// <summary><c>benchhub eval text</c>: answers against references, both from files.</summary>
internal static class EvalTextCommand
{
    private static readonly Option<string[]> Names = new("--metric", "-m")
    {
        Required = true,
        Description = "What to measure, such as bleu, chrf(word=2) or ter; repeat for several.",
    };

    private static readonly Option<string> Predictions = new("--predictions", "-p")
    {
        Required = true,
        Description = "The answers: one a line, or JSON Lines with --field.",
    };

    private static readonly Option<string[]> References = new("--references", "-r")
    {
        Required = true,
        Description = "What would have been right, line by line as the answers; repeat for further references.",
    };

    private static readonly Option<string?> Field = new("--field")
    {
        Description = "The files are JSON Lines, and this field holds the text; with references it may hold a list of them.",
    };

    private static readonly Option<string?> ReferenceField = new("--reference-field")
    {
        Description = "The field of the references, where it has another name than --field.",
    };

    private static readonly Option<bool> PerItem = new("--per-item") { Description = "Print the value of each line as well." };

    private static readonly Option<int> Precision = new("--precision")
    {
        Description = "Digits after the point.",
        DefaultValueFactory = static _ => 4,
    };

    public static Command Create()
    {
        Precision.Validators.Add(static given =>
        {
            if (given.GetValueOrDefault<int>() is < 0 or > 17)
            {
                given.AddError("--precision must be 0 to 17.");
            }
        });
        return new Command("text", "Score answers in words: BLEU, chrF, TER and others.")
        {
            Names, Predictions, References, Field, ReferenceField, PerItem, Precision,
        }.RunsHere(Run);
    }

    private static int Run(ParseResult parsed, CancellationToken ct)
    {
        var scorer = new TextScorer(MetricSet.Parse(parsed.GetValue(Names)!));
        var field = parsed.GetValue(Field);
        var items = TextItems.Read(
            parsed.GetValue(Predictions)!, field, parsed.GetValue(References)!, parsed.GetValue(ReferenceField) ?? field);
        var evaluation = TextEvaluation.Of(scorer, items, ct);
        if (parsed.GetValue(Common.Json))
        {
            Console.Out.WriteLine(Answer(evaluation, parsed.GetValue(PerItem)).ToJsonString());
        }
        else
        {
            Show(evaluation, parsed.GetValue(PerItem), $"F{parsed.GetValue(Precision)}");
        }

        return 0;
    }

    private static void Show(TextEvaluation evaluation, bool perItem, string format)
    {
        for (var m = 0; m < evaluation.Metrics.Count; m++)
        {
            for (var i = 0; perItem && i < evaluation.Items; i++)
            {
                Console.Out.WriteLine($"{evaluation.Metrics.Names[m]}\t{i + 1}\t{Shown(evaluation.Scores[m][i], format)}");
            }

            Console.Out.WriteLine($"{evaluation.Metrics.Names[m]}\tall\t{Shown(evaluation.Values[m], format)}\t{evaluation.Signatures[m]}");
        }
    }

    private static string Shown(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private static JsonObject Answer(TextEvaluation evaluation, bool perItem) => new()
    {
        ["items"] = evaluation.Items,
        ["metrics"] = new JsonArray([.. evaluation.Metrics.Select((metric, m) => new JsonObject
        {
            ["metric"] = metric.Name.ToString(),
            ["value"] = Number(evaluation.Values[m]),
            ["unit"] = metric.Definition.Unit,
            ["direction"] = metric.Definition.Direction is MetricDirection.HigherIsBetter ? "higher" : "lower",
            ["signature"] = evaluation.Signatures[m],
            ["perItem"] = perItem ? new JsonArray([.. evaluation.Scores[m].Select(Number)]) : null,
        })]),
    };

    // JSON has no NaN: an undefined value is null.
    private static JsonNode? Number(double value) => double.IsFinite(value) ? JsonValue.Create(value) : null;
}
