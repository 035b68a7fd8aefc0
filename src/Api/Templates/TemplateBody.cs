using System.Text.Json.Nodes;
using BenchHub.Api.Jobs;
using BenchHub.Api.Json;
using BenchHub.Storage.Templates;

namespace BenchHub.Api.Templates;

/// <summary>A job to keep under a name.</summary>
[RequestBody]
internal sealed record TemplateBody
{
    private const int LongestName = 200;

    public string? Name { get; init; }

    public string? Description { get; init; }

    /// <summary>As POST /batch/jobs takes it; what is left open is said when it is run.</summary>
    public JobBody? Job { get; init; }

    /// <exception cref="RefusedException">The name is missing, or the job names what does not exist.</exception>
    public async Task<TemplateRow> ToRow(string id, Lookup lookup, DateTimeOffset now, CancellationToken ct)
    {
        var name = Name is { Length: > 0 and <= LongestName } && !string.IsNullOrWhiteSpace(Name)
            ? Name
            : throw new RefusedException(Refusal.Invalid, $"Give the template a name of 1 to {LongestName} characters.", "name");
        var job = JobDocument.Of(Job ?? throw new RefusedException(Refusal.Invalid, "Say in job what is to be kept, as POST /api/v1/batch/jobs takes it.", "job"));
        await job.ToBody().ToCommand(lookup, ct);
        return new(id, name, Description ?? "", JobDocument.Text(job), now, now);
    }
}

/// <summary>What is different this time.</summary>
[RequestBody]
internal sealed record TemplateRunBody
{
    /// <summary>Settings that replace those of the template; null takes one away.</summary>
    public JsonObject? Overrides { get; init; }
}
