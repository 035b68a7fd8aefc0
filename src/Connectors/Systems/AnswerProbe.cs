using System.Collections.Immutable;
using BenchHub.Connectors.Net;
using BenchHub.Systems;

namespace BenchHub.Connectors.Systems;

/// <summary>Finds out whether a RAG service can be asked as it is registered.</summary>
internal sealed class AnswerProbe(OutboundHttp http, AnswerClient client, ServiceChecks checks)
{
    private const string TestQuestion = "test question";

    /// <summary>
    /// Checks the registration's fields, then <c>url</c>, <c>connectivity</c>, <c>endpoint:answer</c> and
    /// <c>response_format</c> by one question, and <c>latency</c>.
    /// </summary>
    public async Task<ValidationReport> Validate(
        SystemSpec spec, ImmutableArray<Finding> fields, IReadOnlyDictionary<string, string> secretHeaders, CancellationToken cancellationToken)
    {
        var url = await checks.Url(spec.Url, cancellationToken);
        var obstacle = fields.IsEmpty && url.Passed ? null : "the registration has to be corrected first";
        var (health, isDown) = await checks.Health(spec, secretHeaders, obstacle, cancellationToken);
        obstacle ??= isDown ? "the service cannot be reached" : null;
        var trial = obstacle is null ? await Try(spec, secretHeaders, cancellationToken) : null;
        var milliseconds = trial?.Answer?.Latency.TotalMilliseconds;
        ImmutableArray<Finding> findings =
        [
            .. fields.Where(static field => field.Check != CheckNames.Url), url, health,
            trial?.Endpoint ?? Checks.NotRun(CheckNames.AnswerEndpoint, obstacle),
            trial?.Format ?? Checks.NotRun(CheckNames.Format, obstacle),
            Checks.Latency(milliseconds),
        ];
        return new(findings.All(static check => check.Passed), findings, milliseconds);
    }

    private Task<Trial<RagAnswer>> Try(SystemSpec spec, IReadOnlyDictionary<string, string> secretHeaders, CancellationToken cancellationToken) =>
        Trial<RagAnswer>.Run(
            CheckNames.AnswerEndpoint,
            CheckNames.Format,
            ct => http.Send(SystemCalls.Options(SystemCalls.Answer(spec, spec.Answer!, secretHeaders, TestQuestion)), ct),
            ct => client.Ask(spec, secretHeaders, TestQuestion, failed: null, ct),
            static answer => $"A test question was answered with {answer.Text.Length} characters and {answer.Contexts.Count} contexts.",
            cancellationToken);
}
