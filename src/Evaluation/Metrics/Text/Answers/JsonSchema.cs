using System.Text.Json;

namespace BenchHub.Evaluation.Metrics.Text.Answers;

/// <summary>
/// A JSON Schema (draft 2020-12) with the keywords that output formats of language models use. A keyword that it does not know is
/// refused, never ignored.
/// </summary>
internal sealed class JsonSchema
{
    private const int MaximumDepth = 512;
    private const int MaximumSteps = 10_000_000;

    private static readonly string[] Annotations =
        ["$schema", "$id", "$comment", "title", "description", "default", "examples", "deprecated", "readOnly", "writeOnly", "format"];

    private readonly string _text;
    private readonly Dictionary<string, JsonElement> _schemas = [];
    private readonly List<string> _references = [];

    /// <exception cref="InvalidReferenceException">No JSON, no schema, or one with a keyword that is not among ours.</exception>
    public JsonSchema(string text)
    {
        _text = text;
        Check(JsonText.Parse(text) ?? throw Wrong("is not JSON."), "#");
        if (_references.Find(reference => !_schemas.ContainsKey(reference)) is { } unknown)
        {
            throw Wrong($"refers to '{unknown}', which is no schema within it; write it like #/$defs/name.");
        }
    }

    /// <summary>All that constrain a value; annotations, of which <c>format</c> is one, are allowed besides.</summary>
    public static IReadOnlyList<string> Keywords { get; } = [.. JsonSchemaRules.All.Keys, "$ref", "$defs", "definitions"];

    /// <summary>O(size of the value times that of the schema) as a rule.</summary>
    /// <exception cref="InvalidReferenceException">A <c>$ref</c> leads round in circles, or the check takes 10 million steps.</exception>
    public bool Allows(JsonElement value) => new Run(this).Allows(_schemas["#"], value, 0);

    private InvalidReferenceException Wrong(string reason) => InvalidReferenceException.Of("json_schema", _text, reason);

    private void Check(JsonElement schema, string place)
    {
        _schemas.TryAdd(place, schema);
        if (schema.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return;
        }

        if (schema.ValueKind != JsonValueKind.Object)
        {
            throw Wrong($"has no schema at {place}, where an object, true or false should stand.");
        }

        foreach (var keyword in schema.EnumerateObject())
        {
            Check(keyword, Step(place, keyword.Name));
        }
    }

    private void Check(JsonProperty keyword, string place)
    {
        if (keyword.Name is "$defs" or "definitions")
        {
            CheckEach(keyword.Value, place);
        }
        else if (keyword.Name == "$ref")
        {
            _references.Add(keyword.Value.ValueKind == JsonValueKind.String ? keyword.Value.GetString()! : throw Wrong($"has no text at {place}."));
        }
        else if (JsonSchemaRules.All.TryGetValue(keyword.Name, out var rule))
        {
            if (!rule.IsWellFormed(keyword.Value))
            {
                throw Wrong($"has something else than {rule.Takes} at {place}.");
            }

            CheckParts(rule.Parts, keyword.Value, place);
        }
        else if (!Annotations.Contains(keyword.Name))
        {
            throw Wrong($"uses '{keyword.Name}' at {place}, which is not supported; supported are {string.Join(", ", Keywords)}.");
        }
    }

    private void CheckParts(SchemaParts parts, JsonElement value, string place)
    {
        if (parts == SchemaParts.One)
        {
            Check(value, place);
        }
        else if (parts == SchemaParts.List)
        {
            foreach (var (index, part) in value.EnumerateArray().Index())
            {
                Check(part, $"{place}/{index}");
            }
        }
        else if (parts == SchemaParts.Named)
        {
            CheckEach(value, place);
        }
    }

    private void CheckEach(JsonElement schemas, string place)
    {
        if (schemas.ValueKind != JsonValueKind.Object)
        {
            throw Wrong($"has no object at {place}.");
        }

        foreach (var schema in schemas.EnumerateObject())
        {
            Check(schema.Value, Step(place, schema.Name));
        }
    }

    private static string Step(string place, string name) =>
        $"{place}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";

    /// <summary>One check of one value, with what is left of its steps.</summary>
    internal sealed class Run(JsonSchema schema)
    {
        private int _steps;

        public bool Allows(JsonElement rules, JsonElement value, int depth)
        {
            if (++_steps > MaximumSteps || depth > MaximumDepth)
            {
                throw schema.Wrong("refers to itself without end, or takes too many steps to check.");
            }

            if (rules.ValueKind != JsonValueKind.Object)
            {
                return rules.ValueKind == JsonValueKind.True;
            }

            foreach (var keyword in rules.EnumerateObject())
            {
                var allowed = keyword.Name == "$ref"
                    ? Allows(schema._schemas[keyword.Value.GetString()!], value, depth + 1)
                    : !JsonSchemaRules.All.TryGetValue(keyword.Name, out var rule) || rule.Allows(new(this, rules, keyword.Value, value, depth + 1));
                if (!allowed)
                {
                    return false;
                }
            }

            return true;
        }
    }
}
