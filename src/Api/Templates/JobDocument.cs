using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using BenchHub.Api.Errors;
using BenchHub.Api.Jobs;
using BenchHub.Api.Json;

namespace BenchHub.Api.Templates;

/// <summary>A job's body as it is kept: each setting under one name, and only what was said.</summary>
internal static class JobDocument
{
    private static readonly JsonSerializerOptions Compact = new(ApiJson.Options) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>In the order in which the body has its fields.</summary>
    public static JsonObject Of(JobBody body) => Json(Plain(Json(body)).ToBody());

    public static JsonObject Parse(string text) => JsonNode.Parse(text)!.AsObject();

    public static string Text(JsonObject document) => document.ToJsonString(Compact);

    /// <summary>The document with other settings on top of it, as RFC 7396 merges: null takes a setting away, a list replaces a list.</summary>
    public static JsonObject With(this JsonObject document, JsonObject overrides)
    {
        var merged = document.DeepClone().AsObject();
        Merge(merged, Plain(Named(overrides)));
        return merged;
    }

    /// <exception cref="RefusedException">A field does not exist or has a value of the wrong type.</exception>
    public static JobBody ToBody(this JsonObject document)
    {
        try
        {
            return document.Deserialize<JobBody>(ApiJson.Options)!;
        }
        catch (JsonException wrong)
        {
            var problem = BadRequest.Explain(wrong);
            throw new RefusedException(Refusal.Invalid, problem.Detail, problem.Field);
        }
    }

    private static JsonObject Json(JobBody body) => JsonSerializer.SerializeToNode(body, Compact)!.AsObject();

    private static void Merge(JsonObject target, JsonObject patch)
    {
        foreach (var (name, value) in patch)
        {
            if (value is null)
            {
                target.Remove(name);
            }
            else if (value is JsonObject inner && target[name] is JsonObject below)
            {
                Merge(below, inner);
            }
            else
            {
                target[name] = value.DeepClone();
            }
        }
    }

    /// <summary>What a caller may say in two places stands in one.</summary>
    private static JsonObject Plain(JsonObject job)
    {
        if (job.Remove("evaluationConfig", out var config) && config is JsonObject settings)
        {
            foreach (var (name, value) in settings.Where(setting => job[setting.Key] is null))
            {
                job[name] = value?.DeepClone();
            }
        }

        Rename(job, "systemIds", "systems");
        Rename(job, "datasetIds", "datasets");
        return job;
    }

    private static void Rename(JsonObject job, string alias, string name)
    {
        if (job.Remove(alias, out var also))
        {
            job[name] = job[name] is JsonArray first && also is JsonArray second
                ? new JsonArray([.. first.Concat(second).Select(static entry => entry?.DeepClone())])
                : also?.DeepClone() ?? job[name]?.DeepClone();
        }
    }

    /// <summary>The names of fields in camelCase, however the caller wrote them.</summary>
    private static JsonObject Named(JsonObject json)
    {
        var named = new JsonObject();
        foreach (var (name, value) in json)
        {
            named[Name(name)] = value is JsonObject inner ? Named(inner) : value?.DeepClone();
        }

        return named;
    }

    private static string Name(string text) => JsonNamingPolicy.CamelCase.ConvertName(
        string.Concat(text.Split('_').Select(static (word, place) => place == 0 || word.Length == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..])));
}
