using System.Collections.Immutable;
using BenchHub.Api.Json;
using BenchHub.Systems;

namespace BenchHub.Api.Systems;

/// <summary>What a caller says of a system. Only the name and the url are needed.</summary>
[RequestBody]
internal sealed record SystemBody
{
    /// <summary>Unique among the systems that are not retired.</summary>
    public string? Name { get; init; }

    /// <summary>rag; a recorded system is made by uploading its run.</summary>
    public string? Kind { get; init; }

    /// <summary>Base address of the service.</summary>
    public string? Url { get; init; }

    /// <summary>Another name of url.</summary>
    public string? BaseUrl { get; init; }

    public string? Description { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Documents to ask for. Default: 100.</summary>
    public int? TopK { get; init; }

    /// <summary>Sent as 'Authorization: Bearer …'. Sealed at once and never returned.</summary>
    public string? ApiKey { get; init; }

    /// <summary>Headers whose values are sealed at once and never returned.</summary>
    public IReadOnlyDictionary<string, string>? SecretHeaders { get; init; }

    /// <summary>Headers without secrets.</summary>
    public IReadOnlyDictionary<string, string>? Headers { get; init; }

    public RetrieveBody? Retrieve { get; init; }

    /// <summary>Declares that the service embeds; without it nothing asks it to.</summary>
    public EmbedBody? Embed { get; init; }

    public LimitsBody? Limits { get; init; }

    /// <summary>Default: /health.</summary>
    public string? HealthPath { get; init; }

    /// <summary>Between two scheduled health checks; 0 means none. Default: 300.</summary>
    public double? HealthEverySeconds { get; init; }

    /// <exception cref="RefusedException">A field is missing or cannot mean anything.</exception>
    public RegisterSystem ToCommand() => new(ToSpec(), Secrets());

    private SystemSpec ToSpec()
    {
        var defaults = new SystemSpec { Name = Name ?? throw new RefusedException(Refusal.Invalid, "A system needs a name.", "name") };
        return defaults with
        {
            Kind = Kind switch
            {
                null or "rag" => SystemKind.Rag,
                "recorded" => throw new RefusedException(Refusal.Invalid, "Upload the run of a recorded system to /api/v1/systems/recorded.", "kind"),
                _ => throw new RefusedException(Refusal.Invalid, $"The kind is rag or recorded, not '{Kind}'.", "kind"),
            },
            Url = Url ?? BaseUrl,
            Description = Description ?? "",
            Tags = [.. Tags ?? []],
            TopK = TopK ?? defaults.TopK,
            Retrieve = (Retrieve ?? new()).ToMapping(Headers),
            Embed = Embed?.ToMapping(),
            Limits = (Limits ?? new()).ToLimits(),
            HealthPath = HealthPath ?? defaults.HealthPath,
            HealthEvery = Seconds.Of(HealthEverySeconds, "healthEverySeconds") ?? defaults.HealthEvery,
        };
    }

    private ImmutableSortedDictionary<string, string> Secrets()
    {
        var headers = HeaderFields.Of(SecretHeaders, "secretHeaders");
        return ApiKey is null ? headers
            : headers.ContainsKey("Authorization") ? throw new RefusedException(Refusal.Invalid, "Give either apiKey or the secret header Authorization, not both.", "apiKey")
            : headers.Add("Authorization", $"Bearer {ApiKey}");
    }
}
