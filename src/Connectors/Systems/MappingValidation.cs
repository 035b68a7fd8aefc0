using BenchHub.Connectors.Net;
using BenchHub.Systems;

namespace BenchHub.Connectors.Systems;

internal static class MappingValidation
{
    private const int MaxPath = 2_000;
    private const int MaxBody = 100_000;

    public static void Retrieve(ProblemList problems, RetrieveMapping mapping)
    {
        problems.Add("retrieve.path", Path(mapping.Path));
        if (mapping.Method == "GET")
        {
            problems.When(mapping.Body is not null, "retrieve.body", "A GET has no body; put the placeholders into retrieve.path.");
            problems.When(
                !mapping.Path.Contains(RequestTemplate.Query, StringComparison.Ordinal),
                "retrieve.path", $"With GET the path must hold {RequestTemplate.Query}, such as /search?q={RequestTemplate.Query}.");
        }
        else
        {
            problems.When(mapping.Method != "POST", "retrieve.method", "The method must be POST or GET.");
            problems.Add("retrieve.body", Body(mapping.Body));
        }

        Headers(problems, "retrieve.headers", mapping.Headers);
        problems.Add("retrieve.results", JsonPathProblem(mapping.Results));
        problems.Add("retrieve.documentId", JsonPathProblem(mapping.DocumentId));
        problems.Add("retrieve.score", JsonPathProblem(mapping.Score));
        problems.Add("retrieve.text", JsonPathProblem(mapping.Text));
    }

    public static void Embed(ProblemList problems, EmbedMapping? mapping)
    {
        if (mapping is not null)
        {
            problems.Add("embed.path", Path(mapping.Path));
            problems.Add("embed.body", Body(mapping.Body));
            problems.Add("embed.vector", JsonPathProblem(mapping.Vector));
        }
    }

    public static void Answer(ProblemList problems, AnswerMapping? mapping)
    {
        if (mapping is null)
        {
            problems.When(true, "answer", "A system of kind rag-answer needs a field answer, which may be {} where the defaults fit.");
            return;
        }

        problems.Add("answer.path", Path(mapping.Path));
        problems.Add("answer.body", Body(mapping.Body));
        problems.Add("answer.text", JsonPathProblem(mapping.Text));
        problems.Add("answer.contexts", JsonPathProblem(mapping.Contexts));
        problems.Add("answer.contextText", JsonPathProblem(mapping.ContextText));
        Headers(problems, "headers", mapping.Headers);
    }

    public static void Headers(ProblemList problems, string field, IReadOnlyDictionary<string, string> headers)
    {
        foreach (var (name, value) in headers.OrderBy(static header => header.Key, StringComparer.Ordinal))
        {
            problems.Add(field, HeaderRules.Problem(name, value));
        }
    }

    public static string? Path(string path) =>
        !path.StartsWith('/') ? "The path must begin with a slash; it stands below the url."
        : path.Length > MaxPath ? $"The path has {path.Length} characters; at most {MaxPath} are allowed."
        : path.Contains('#') || path.Any(static c => char.IsControl(c) || char.IsWhiteSpace(c))
            ? "The path must not hold blanks, line breaks or '#'."
        : null;

    private static string? Body(string? template) =>
        template is null ? null
        : template.Length > MaxBody ? $"The body has {template.Length} characters; at most {MaxBody} are allowed."
        : RequestTemplate.Problem(template);

    private static string? JsonPathProblem(string? path)
    {
        try
        {
            JsonPath.Parse(path ?? "");
            return null;
        }
        catch (FormatException wrong)
        {
            return wrong.Message;
        }
    }
}
