using System.Collections.Immutable;
using BenchHub.Connectors.Net;
using BenchHub.Connectors.Systems;
using BenchHub.Systems;

namespace BenchHub.Connectors.Models;

/// <summary>Finds out whether a model can be asked as it is registered.</summary>
internal sealed class ModelProbe(OutboundHttp http, ModelClient client, EmbeddingClient embeddings, ServiceChecks checks)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly ModelRequest Test = new() { Turns = [new("user", "Say OK.")], MaxTokens = 8 };

    /// <summary>
    /// Checks the registration's fields, then <c>url</c>, <c>connectivity</c>, <c>response_format</c> by one short request,
    /// which costs some tokens, <c>response_format:embed</c> in the same way where an embedding model is declared, and
    /// <c>latency</c>.
    /// </summary>
    public async Task<ValidationReport> Validate(
        SystemSpec spec, ImmutableArray<Finding> fields, IReadOnlyDictionary<string, string> secretHeaders, CancellationToken cancellationToken)
    {
        var url = await checks.Url(spec.Url, cancellationToken);
        var obstacle = fields.IsEmpty && url.Passed ? null : "the registration has to be corrected first";
        var connectivity = obstacle is null ? await Reach(spec, secretHeaders, cancellationToken) : Checks.NotRun(CheckNames.Connectivity, obstacle);
        obstacle ??= connectivity.Passed ? null : "the service cannot be reached or does not take the key";
        var (format, milliseconds) = obstacle is null
            ? await Ask(spec, secretHeaders, cancellationToken)
            : (Checks.NotRun(CheckNames.Format, obstacle), null);
        Finding[] embed = spec.Embedding is null ? []
            : [obstacle is null ? await Embed(spec, secretHeaders, cancellationToken) : Checks.NotRun(CheckNames.EmbedFormat, obstacle)];
        ImmutableArray<Finding> findings = [.. fields.Where(static field => field.Check != CheckNames.Url), url, connectivity, format, .. embed, Checks.Latency(milliseconds)];
        return new(findings.All(static check => check.Passed), findings, milliseconds);
    }

    /// <summary>Whether anything answers at the address within 5 s and takes the key, without asking the model: costs nothing.</summary>
    public async Task<Finding> Reach(SystemSpec spec, IReadOnlyDictionary<string, string> secretHeaders, CancellationToken cancellationToken)
    {
        var (url, problem) = UserUrl.ParseBase(spec.Url);
        if (url is null)
        {
            return Checks.Failed(CheckNames.Connectivity, problem!);
        }

        try
        {
            var protocol = ModelProtocols.Of(spec.Model!.Provider);
            var call = new OutboundCall(HttpMethod.Get, UserUrl.Below(url, protocol.ReachPath), Patience)
            {
                Headers = protocol.Headers,
                SecretHeaders = secretHeaders,
            };
            using var answer = await http.Send(call, cancellationToken);

            // Not every server lists its models, nor for every key; one that says so is there.
            var error = ErrorBody.Read(answer.Body.Bytes);
            return (int)answer.Status < 500 && !ModelFaults.IsKeyRefused((int)answer.Status, error)
                ? Checks.Passed(CheckNames.Connectivity, $"{call} answered {(int)answer.Status}.")
                : Checks.Failed(CheckNames.Connectivity, ModelFaults.Of(call, answer, error).Message);
        }
        catch (CallFailedException failure)
        {
            return Checks.Failed(CheckNames.Connectivity, failure.Message);
        }
    }

    /// <summary>Whether the model does not send one short question away; costs some tokens when it answers.</summary>
    public async Task<bool> Takes(SystemSpec spec, IReadOnlyDictionary<string, string> secretHeaders, CancellationToken cancellationToken)
    {
        try
        {
            await client.Ask(spec with { Limits = spec.Limits with { Retries = 0 } }, secretHeaders, Test, failed: null, cancellationToken);
            return true;
        }
        catch (CallFailedException failure)
        {
            return !failure.IsTransient;
        }
    }

    private async Task<(Finding Format, double? Milliseconds)> Ask(
        SystemSpec spec, IReadOnlyDictionary<string, string> secretHeaders, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await client.Ask(spec, secretHeaders, Test, failed: null, cancellationToken);
            return (Checks.Passed(CheckNames.Format, $"{spec.Model!.Name} answered a test question with {answer.Text.Length} characters."), answer.Latency.TotalMilliseconds);
        }
        catch (CallFailedException failure)
        {
            return (Checks.Failed(CheckNames.Format, failure.Message), null);
        }
    }

    private async Task<Finding> Embed(SystemSpec spec, IReadOnlyDictionary<string, string> secretHeaders, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await embeddings.Embed(spec, secretHeaders, ["test text"], failed: null, cancellationToken);
            return Checks.Passed(CheckNames.EmbedFormat, $"{spec.Embedding!.Model} embedded a test text in {answer.Vectors[0].Length} dimensions.");
        }
        catch (CallFailedException failure)
        {
            return Checks.Failed(CheckNames.EmbedFormat, failure.Message);
        }
    }
}
