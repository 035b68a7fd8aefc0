using System.Diagnostics;

namespace BenchHub.Api.Errors;

/// <summary>Problem details (RFC 9457) as every refused or failed request is answered.</summary>
/// <param name="Type">Stable; programs tell problems apart by it.</param>
/// <param name="Title">The kind of problem.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">What is wrong here and what to do about it.</param>
/// <param name="Field">The field of the request that is to blame.</param>
/// <param name="Findings">Each check that was made, where several were.</param>
/// <param name="File">The uploaded file that is malformed.</param>
/// <param name="Line">The line of it, from 1.</param>
/// <param name="TraceId">What to look for in the hub's log.</param>
internal sealed record ProblemAnswer(
    string Type, string Title, int Status, string Detail, string? Field, IReadOnlyList<FindingAnswer>? Findings, string? File, long? Line, string TraceId)
{
    public static ProblemAnswer Of(Problem problem, HttpContext http) => new(
        problem.Kind.Type, problem.Kind.Title, problem.Kind.Status, problem.Detail, problem.Field,
        problem.Findings.Count == 0 ? null : [.. problem.Findings.Select(FindingAnswer.Of)],
        problem.File, problem.Line, Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier);
}

internal sealed record FindingAnswer(string Check, bool Passed, string Detail)
{
    public static FindingAnswer Of(Finding finding) => new(finding.Check, finding.Passed, finding.Detail);
}
