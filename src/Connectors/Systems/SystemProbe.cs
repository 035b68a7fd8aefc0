using System.Collections.Immutable;
using BenchHub.Connectors.Models;
using BenchHub.Connectors.Net;
using BenchHub.Systems;

namespace BenchHub.Connectors.Systems;

/// <summary>
/// Finds out whether a system can be evaluated as it is registered. Every independent problem is reported; a check
/// that an earlier one makes pointless says so.
/// </summary>
public sealed class SystemProbe
{
    private const string TestQuery = "test query";
    private const int TestTopK = 5;

    private readonly OutboundHttp _http;
    private readonly RetrievalClient _client;
    private readonly ServiceChecks _checks;
    private readonly ModelProbe _model;
    private readonly AnswerProbe _answer;

    internal SystemProbe(OutboundHttp http, RetrievalClient client, AnswerClient answers, ModelClient models, EmbeddingClient embeddings)
    {
        _http = http;
        _client = client;
        _checks = new(http);
        _model = new(http, models, embeddings, _checks);
        _answer = new(http, answers, _checks);
    }

    /// <summary>
    /// Checks the registration's fields, then <c>url</c>, <c>connectivity</c>, <c>endpoint:retrieve</c> and, where it
    /// is declared, <c>endpoint:embed</c>, <c>response_format</c> (of embedding: <c>response_format:embed</c>) and
    /// <c>latency</c>. Of a recorded system there are only the fields; a model and a service that answers are asked one
    /// short question (<c>endpoint:answer</c> of the latter).
    /// </summary>
    public async Task<ValidationReport> Validate(
        SystemSpec spec, IReadOnlyDictionary<string, string> secretHeaders, CancellationToken cancellationToken)
    {
        var fields = SpecValidation.Problems(spec, secretHeaders);
        if (spec.Kind is SystemKind.Recorded)
        {
            return new(fields.IsEmpty, fields, ResponseMilliseconds: null);
        }

        if (spec.Kind is SystemKind.Llm)
        {
            return await _model.Validate(spec, fields, secretHeaders, cancellationToken);
        }

        if (spec.Kind is SystemKind.RagAnswer)
        {
            return await _answer.Validate(spec, fields, secretHeaders, cancellationToken);
        }

        var url = await _checks.Url(spec.Url, cancellationToken);
        var obstacle = fields.IsEmpty && url.Passed ? null : "the registration has to be corrected first";
        var (health, isDown) = await _checks.Health(spec, secretHeaders, obstacle, cancellationToken);
        obstacle ??= isDown ? "the service cannot be reached" : null;
        var retrieve = obstacle is null ? await TryRetrieve(spec, secretHeaders, cancellationToken) : null;
        var embed = obstacle is null ? await TryEmbed(spec, secretHeaders, cancellationToken) : null;

        var checks = ImmutableArray.CreateBuilder<Finding>();
        checks.AddRange(fields.Where(static field => field.Check != CheckNames.Url));
        checks.AddRange(url, health, retrieve?.Endpoint ?? Checks.NotRun(CheckNames.RetrieveEndpoint, obstacle));
        if (spec.Embed is not null)
        {
            checks.Add(embed?.Endpoint ?? Checks.NotRun(CheckNames.EmbedEndpoint, obstacle));
        }

        checks.Add(retrieve?.Format ?? Checks.NotRun(CheckNames.Format, obstacle));
        if (spec.Embed is not null)
        {
            checks.Add(embed?.Format ?? Checks.NotRun(CheckNames.EmbedFormat, obstacle));
        }

        var milliseconds = retrieve?.Answer?.Latency.TotalMilliseconds;
        checks.Add(Checks.Latency(milliseconds));
        return new(checks.All(static check => check.Passed), checks.ToImmutable(), milliseconds);
    }

    /// <summary>The checks of <see cref="Validate"/> as an entry of the system's history. Neither a model nor a service that answers is asked, since that costs.</summary>
    public async Task<HealthCheck> CheckHealth(
        SystemSpec spec, IReadOnlyDictionary<string, string> secretHeaders, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (spec.Kind is SystemKind.Llm)
        {
            var reached = await _model.Reach(spec, secretHeaders, cancellationToken);
            return new(now, reached.Passed, ResponseMilliseconds: null, [reached]);
        }

        if (spec.Kind is SystemKind.RagAnswer)
        {
            var (health, _) = await _checks.Health(spec, secretHeaders, obstacle: null, cancellationToken);
            return new(now, health.Passed, ResponseMilliseconds: null, [health]);
        }

        var report = await Validate(spec, secretHeaders, cancellationToken);
        return new(now, report.IsValid, report.ResponseMilliseconds, report.Checks);
    }

    /// <summary>Whether the health path answers 2xx within 5 s. One call, for those who wait for a system to come back.</summary>
    public async Task<bool> Answers(
        SystemSpec spec, IReadOnlyDictionary<string, string> secretHeaders, CancellationToken cancellationToken) =>
        spec.Kind is SystemKind.Llm
            ? (await _model.Reach(spec, secretHeaders, cancellationToken)).Passed
            : (await _checks.Health(spec, secretHeaders, obstacle: null, cancellationToken)).Finding.Passed;

    /// <summary>
    /// <see cref="Answers"/>, and one test request is not sent away either: of a service that says it is healthy and
    /// answers 503 to everything, only a request tells when that is over. It costs a model's owner some tokens.
    /// </summary>
    public async Task<bool> Works(SystemSpec spec, IReadOnlyDictionary<string, string> secretHeaders, CancellationToken cancellationToken) =>
        await Answers(spec, secretHeaders, cancellationToken) && await (spec.Kind is SystemKind.Llm
            ? _model.Takes(spec, secretHeaders, cancellationToken)
            : Takes(spec, secretHeaders, cancellationToken));

    private async Task<bool> Takes(SystemSpec spec, IReadOnlyDictionary<string, string> secretHeaders, CancellationToken cancellationToken)
    {
        try
        {
            await _client.Retrieve(spec with { Limits = spec.Limits with { Retries = 0 } }, secretHeaders, TestQuery, TestTopK, cancellationToken);
            return true;
        }
        catch (CallFailedException failure)
        {
            return !failure.IsTransient;
        }
    }

    private Task<Trial<RetrievalAnswer>> TryRetrieve(
        SystemSpec spec, IReadOnlyDictionary<string, string> secretHeaders, CancellationToken cancellationToken) =>
        Trial<RetrievalAnswer>.Run(
            CheckNames.RetrieveEndpoint,
            CheckNames.Format,
            ct => _http.Send(SystemCalls.Options(SystemCalls.Retrieve(spec, secretHeaders, TestQuery, TestTopK)), ct),
            ct => _client.Retrieve(spec, secretHeaders, TestQuery, TestTopK, ct),
            static answer => $"A test query was answered with {answer.Documents.Count} documents.",
            cancellationToken);

    private async Task<Trial<double[]>?> TryEmbed(
        SystemSpec spec, IReadOnlyDictionary<string, string> secretHeaders, CancellationToken cancellationToken) =>
        spec.Embed is not { } mapping ? null : await Trial<double[]>.Run(
            CheckNames.EmbedEndpoint,
            CheckNames.EmbedFormat,
            ct => _http.Send(SystemCalls.Options(SystemCalls.Embed(spec, mapping, secretHeaders, TestQuery)), ct),
            ct => _client.Embed(spec, mapping, secretHeaders, TestQuery, ct),
            static vector => $"A test text was answered with {vector.Length} finite numbers.",
            cancellationToken);
}
