using System.Collections.Immutable;
using BenchHub.Connectors.Net;
using BenchHub.Systems;

namespace BenchHub.Connectors.Systems;

/// <summary>What is wrong with a registration by itself, before anything is called.</summary>
public static class SpecValidation
{
    private const int MaxName = 200;
    private const int MaxDescription = 10_000;
    private const int MaxTags = 50;
    private const int MaxTopK = 10_000;
    private static readonly TimeSpan LongestHealthInterval = TimeSpan.FromDays(30);

    /// <returns>Every problem, each with the field it is about in the words of the HTTP body; empty when there is none.</returns>
    public static ImmutableArray<Finding> Problems(SystemSpec spec, IReadOnlyDictionary<string, string> secretHeaders)
    {
        var problems = new ProblemList();
        Describe(problems, spec);
        if (spec.Kind is SystemKind.Recorded)
        {
            problems.When(spec.Url is not null, "url", "A recorded system is never called, so it has no url.");
            problems.When(secretHeaders.Count > 0, "secretHeaders", "A recorded system is never called, so it has no secrets.");
            return problems.ToImmutable();
        }

        problems.When(spec.Kind is not (SystemKind.Rag or SystemKind.RagAnswer or SystemKind.Llm), "kind", "The kind must be rag, rag-answer, llm or recorded.");
        problems.Add("url", UserUrl.ParseBase(spec.Url).Problem);
        problems.Add("healthPath", MappingValidation.Path(spec.HealthPath));
        problems.When(
            spec.HealthEvery != TimeSpan.Zero && (spec.HealthEvery < TimeSpan.FromMinutes(1) || spec.HealthEvery > LongestHealthInterval),
            "healthEverySeconds", "Health checks are at least a minute and at most 30 days apart; zero means none.");
        Interface(problems, spec);
        MappingValidation.Headers(problems, "secretHeaders", secretHeaders);
        LimitsValidation.Limits(problems, spec.Limits);
        return problems.ToImmutable();
    }

    private static void Interface(ProblemList problems, SystemSpec spec)
    {
        problems.When(spec.Model is not null && spec.Kind is not SystemKind.Llm, "model", "Only a system of kind llm has a model.");
        problems.When(spec.Embedding is not null && spec.Kind is not SystemKind.Llm, "embedding", "Only a system of kind llm has an embedding model; a retrieval service that embeds says embed.");
        problems.When(spec.Answer is not null && spec.Kind is not SystemKind.RagAnswer, "answer", "Only a system of kind rag-answer has a field answer.");
        switch (spec.Kind)
        {
            case SystemKind.Llm:
                ModelValidation.Model(problems, spec.Model);
                ModelValidation.Embedding(problems, spec);
                break;
            case SystemKind.RagAnswer:
                MappingValidation.Answer(problems, spec.Answer);
                break;
            default:
                MappingValidation.Retrieve(problems, spec.Retrieve);
                MappingValidation.Embed(problems, spec.Embed);
                break;
        }
    }

    private static void Describe(ProblemList problems, SystemSpec spec)
    {
        problems.When(
            string.IsNullOrWhiteSpace(spec.Name) || spec.Name.Length > MaxName || spec.Name.Any(char.IsControl),
            "name", $"The name must have 1 to {MaxName} characters, not only blanks and no line break.");
        problems.When(
            spec.Description.Length > MaxDescription, "description", $"The description has {spec.Description.Length} characters; at most {MaxDescription} are kept.");
        problems.When(
            !spec.Tags.IsDefault && (spec.Tags.Length > MaxTags || spec.Tags.Any(static tag => string.IsNullOrWhiteSpace(tag) || tag.Length > MaxName)),
            "tags", $"There may be {MaxTags} tags of 1 to {MaxName} characters.");
        problems.When(spec.TopK is < 1 or > MaxTopK, "topK", $"topK is {spec.TopK}; it must be between 1 and {MaxTopK}.");
    }
}
