using BenchHub.Api.Json;
using BenchHub.Evaluation.Formats;
using BenchHub.Evaluation.Judging;
using BenchHub.Storage.Systems;

namespace BenchHub.Api.Judges;

/// <summary>A judge: what its model is asked, and the system that is asked.</summary>
[RequestBody]
internal sealed record JudgeBody
{
    public string? Name { get; init; }

    /// <summary>Id or name of a registered language model.</summary>
    public string? System { get; init; }

    /// <summary>The definition as YAML; or name a judge that comes with BenchHub as builtIn.</summary>
    public string? Definition { get; init; }

    /// <summary>Such as rubric, binary, pairwise or faithfulness.</summary>
    public string? BuiltIn { get; init; }

    /// <exception cref="RefusedException">Something is missing, or cannot be a judge.</exception>
    public JudgeDefinition ToDefinition()
    {
        var name = Name is { Length: > 0 } given ? given : throw new RefusedException(Refusal.Invalid, "Give the judge a name.", "name");
        var definition = (Definition, BuiltIn) switch
        {
            ({ Length: > 0 } text, null or "") => Parsed(text, "definition"),
            (null or "", { Length: > 0 } like) => Parsed($"name: {name}\nkind: {Known(like)}\n", "name"),
            _ => throw new RefusedException(Refusal.Invalid, $"Give either a definition or one of BenchHub's own judges as builtIn: {BuiltIns}.", "definition"),
        };
        return definition.Name != name
            ? throw new RefusedException(Refusal.Invalid, $"The definition names its judge '{definition.Name}', not '{name}'; let them agree.", "name")
            : definition;
    }

    /// <exception cref="RefusedException">It is no language model, or none that embeds where the judge compares embeddings of texts.</exception>
    public async Task<SystemRow> Player(JudgeDefinition judge, Lookup lookup, IGrainFactory grains, CancellationToken ct)
    {
        var row = await lookup.System(System is { Length: > 0 } named ? named : throw new RefusedException(Refusal.Invalid, "Name the system that plays the judge.", "system"), "system", ct);
        return row.Kind == "llm"
            ? judge.NeedsEmbeddings && (await grains.System(new(row.Id)).Get())?.Spec.Embedding is null
                ? throw new RefusedException(
                    Refusal.Unprocessable, $"A judge of this kind compares embeddings of texts, and '{row.Name}' has no embedding model; register it with embedding.model.", "system")
                : row
            : throw new RefusedException(Refusal.Unprocessable, $"'{row.Name}' is of the kind {row.Kind}; a judge is played by a language model (kind llm).", "system");
    }

    private static string BuiltIns => string.Join(", ", BuiltInJudges.All.Select(static judge => judge.Name));

    private static string Known(string name) => BuiltInJudges.Find(name)?.Name
        ?? throw new RefusedException(Refusal.NotFound, $"BenchHub has no judge '{name}' of its own; it has {BuiltIns}.", "builtIn");

    private static JudgeDefinition Parsed(string text, string field)
    {
        try
        {
            return JudgeDefinition.Parse(text, field);
        }
        catch (MalformedInputException malformed)
        {
            throw new RefusedException(Refusal.Invalid, malformed.Message, field);
        }
    }
}
