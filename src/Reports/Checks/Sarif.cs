using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace BenchHub.Reports.Checks;

/// <summary>
/// Checks in the shape of SARIF 2.1.0 (OASIS, 2020): a rule for each <see cref="Check.Rule"/>; results of the kind fail (level error), open or
/// pass. Places are logical ones (suite/subject), since no file is to blame.
/// </summary>
public static class Sarif
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <param name="toolVersion">Of BenchHub.</param>
    public static string Write(string toolVersion, IReadOnlyList<Check> checks)
    {
        string[] rules = [.. checks.Select(static check => check.Rule).Distinct()];
        return new JsonObject
        {
            ["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json",
            ["version"] = "2.1.0",
            ["runs"] = new JsonArray(new JsonObject
            {
                ["tool"] = new JsonObject
                {
                    ["driver"] = new JsonObject
                    {
                        ["name"] = "BenchHub",
                        ["version"] = toolVersion,
                        ["rules"] = new JsonArray([.. rules.Select(static (rule, i) => new JsonObject
                        {
                            ["id"] = Id(i),
                            ["shortDescription"] = new JsonObject { ["text"] = rule },
                        })]),
                    },
                },
                ["results"] = new JsonArray([.. checks.Select(check => Result(check, Array.IndexOf(rules, check.Rule)))]),
            }),
        }.ToJsonString(Options) + "\n";
    }

    private static JsonObject Result(Check check, int rule)
    {
        var numbers = new JsonObject();
        foreach (var (name, value) in check.Numbers)
        {
            numbers[name] = value;
        }

        return new()
        {
            ["ruleId"] = Id(rule),
            ["ruleIndex"] = rule,
            ["kind"] = check.Outcome switch { CheckOutcome.Passed => "pass", CheckOutcome.Failed => "fail", _ => "open" },
            ["level"] = check.Outcome is CheckOutcome.Failed ? "error" : "none",
            ["message"] = new JsonObject { ["text"] = check.Sentence },
            ["locations"] = new JsonArray(new JsonObject
            {
                ["logicalLocations"] = new JsonArray(new JsonObject { ["name"] = check.Subject, ["fullyQualifiedName"] = $"{check.Suite}/{check.Subject}" }),
            }),
            ["properties"] = numbers,
        };
    }

    private static string Id(int rule) => $"benchhub/{rule + 1}";
}
