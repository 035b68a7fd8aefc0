using System.Net.Sockets;
using BenchHub.Connectors.Net;

namespace BenchHub.Connectors.Webhooks;

/// <summary>Sends webhooks, one attempt a call: any 2xx is a delivery, a redirect is not followed, and no answer is waited for longer than 10 s.</summary>
public sealed class WebhookClient(OutboundHttp http, TimeProvider time)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <summary>Whether the hub would call an address, now.</summary>
    /// <returns>The address, or a sentence why not.</returns>
    public async Task<(Uri? Url, string? Problem)> Check(string? text, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || text.Any(static c => char.IsControl(c) || char.IsWhiteSpace(c)))
        {
            return (null, "The url is missing or not well-formed; it should look like https://example.org/hooks/benchhub.");
        }

        if (UserUrl.Problem(url) is { } problem)
        {
            return (null, problem);
        }

        try
        {
            await http.Guard.Resolve(url.DnsSafeHost, cancellationToken);
            return (url, null);
        }
        catch (AddressRefusedException refused)
        {
            return (null, refused.Message);
        }
        catch (SocketException unknown)
        {
            return (null, $"The name {url.Host} cannot be resolved: {unknown.Message.TrimEnd('.')}.");
        }
    }

    public async Task<WebhookOutcome> Send(WebhookMessage message, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        var call = Call(message);
        try
        {
            using var answer = await http.Send(call, cancellationToken);
            return answer.IsSuccess
                ? new((int)answer.Status, null, IsFinal: true, null, answer.Latency)
                : new((int)answer.Status, Refusal(call, answer), IsFinal: false, answer.RetryAfter, answer.Latency);
        }
        catch (CallFailedException failure)
        {
            return new(failure.StatusCode, failure.Message, failure.Kind is CallFailure.Refused, failure.RetryAfter, time.GetElapsedTime(begun));
        }
    }

    private static string Refusal(OutboundCall call, OutboundAnswer answer) => (int)answer.Status is >= 300 and < 400
        ? $"{call} answered {(int)answer.Status}, a redirect, which is not followed; give the address that answers."
        : answer.Failure(call, CallFailure.Status, why: null).Message;

    private OutboundCall Call(WebhookMessage message)
    {
        var now = time.GetUtcNow();
        var headers = new Dictionary<string, string>
        {
            [WebhookSignature.DeliveryHeader] = message.Delivery,
            [WebhookSignature.EventHeader] = message.Event,
            [WebhookSignature.TimestampHeader] = WebhookSignature.Seconds(now),
        };
        if (message.Secret is { } secret)
        {
            headers[WebhookSignature.SignatureHeader] = WebhookSignature.Of(secret, now, message.Body);
        }

        return new(HttpMethod.Post, message.Url, Timeout) { Headers = headers, Body = message.Body, FollowsRedirects = false };
    }
}
