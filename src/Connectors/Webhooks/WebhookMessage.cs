namespace BenchHub.Connectors.Webhooks;

/// <summary>One event on its way to one receiver.</summary>
/// <param name="Url">Where to send it.</param>
/// <param name="Secret">Signs it; null for unsigned.</param>
/// <param name="Delivery">The same at every attempt.</param>
/// <param name="Event">Such as <c>alert.firing</c>.</param>
/// <param name="Body">JSON.</param>
public sealed record WebhookMessage(Uri Url, string? Secret, string Delivery, string Event, byte[] Body)
{
    // A record prints its members; a secret has no place in a log.
    public override string ToString() => $"{Event} {Delivery}";
}

/// <param name="Status">HTTP status; null where there was no answer.</param>
/// <param name="Error">Null where the message was delivered.</param>
/// <param name="IsFinal">Whether another attempt cannot help.</param>
/// <param name="RetryAfter">How long the receiver asks to be left alone.</param>
/// <param name="Took">Until the answer.</param>
public sealed record WebhookOutcome(int? Status, string? Error, bool IsFinal, TimeSpan? RetryAfter, TimeSpan Took)
{
    public bool IsDelivered => Error is null;
}
