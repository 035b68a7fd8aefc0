using BenchHub.Connectors.Net;
using BenchHub.Systems;

namespace BenchHub.Connectors.Systems;

/// <summary>The calls that a registration describes.</summary>
internal static class SystemCalls
{
    /// <summary>For calls that only ask whether something is there.</summary>
    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(5);

    public static OutboundCall Retrieve(
        SystemSpec spec, IReadOnlyDictionary<string, string> secretHeaders, string query, int topK)
    {
        var mapping = spec.Retrieve;
        var posts = !HttpMethod.Parse(mapping.Method).Equals(HttpMethod.Get);
        return Call(spec, RequestTemplate.Path(mapping.Path, query, topK), secretHeaders) with
        {
            Method = HttpMethod.Parse(mapping.Method),
            Headers = mapping.Headers,
            Body = posts ? RequestTemplate.Body(mapping.Body ?? RequestTemplate.DefaultRetrieveBody, query, topK) : null,
        };
    }

    public static OutboundCall Embed(
        SystemSpec spec, EmbedMapping mapping, IReadOnlyDictionary<string, string> secretHeaders, string text) =>
        Call(spec, mapping.Path, secretHeaders) with
        {
            Body = RequestTemplate.Body(mapping.Body ?? RequestTemplate.DefaultEmbedBody, text, spec.TopK),
        };

    public static OutboundCall Answer(
        SystemSpec spec, AnswerMapping mapping, IReadOnlyDictionary<string, string> secretHeaders, string question) =>
        Call(spec, mapping.Path, secretHeaders) with
        {
            Headers = mapping.Headers,
            Body = RequestTemplate.Body(mapping.Body ?? RequestTemplate.DefaultAnswerBody, question, spec.TopK),
        };

    public static OutboundCall Health(SystemSpec spec, IReadOnlyDictionary<string, string> secretHeaders) =>
        Call(spec, spec.HealthPath, secretHeaders) with
        {
            Method = HttpMethod.Get,
            Timeout = ProbeTimeout,
            AnswerBytes = null,
        };

    /// <summary>Asks whether an endpoint is there without using it.</summary>
    public static OutboundCall Options(OutboundCall call) => call with
    {
        Method = HttpMethod.Options,
        Body = null,
        Timeout = ProbeTimeout,
        AnswerBytes = null,
    };

    /// <summary>SpecValidation finds what is wrong before a system is registered; a caller that skipped it gets a sentence as well.</summary>
    public static T Prepared<T>(SystemSpec spec, Func<T> prepare)
    {
        try
        {
            return prepare();
        }
        catch (FormatException wrong)
        {
            throw new CallFailedException(CallFailure.Refused, $"{spec.Name} cannot be called as it is registered: {wrong.Message}", wrong);
        }
    }

    private static OutboundCall Call(SystemSpec spec, string path, IReadOnlyDictionary<string, string> secretHeaders)
    {
        var (url, problem) = UserUrl.ParseBase(spec.Url);
        return url is null
            ? throw new CallFailedException(CallFailure.Refused, problem!)
            : new(HttpMethod.Post, UserUrl.Below(url, path), spec.Limits.CallTimeout)
            {
                SecretHeaders = secretHeaders,
                AnswerBytes = spec.Limits.AnswerBytes,
            };
    }
}
