using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace BenchHub.Connectors.Webhooks;

/// <summary>
/// Proves to a receiver who sent a webhook and when: HMAC-SHA256 (RFC 2104) under the channel's secret over the time in Unix seconds, a dot and the
/// body. A receiver that refuses old times cannot be fooled with a message that somebody recorded.
/// </summary>
public static class WebhookSignature
{
    public const string TimestampHeader = "BenchHub-Timestamp";
    public const string SignatureHeader = "BenchHub-Signature";
    public const string DeliveryHeader = "BenchHub-Delivery";
    public const string EventHeader = "BenchHub-Event";

    /// <returns>Such as <c>v1=9f86d0…</c>.</returns>
    public static string Of(string secret, DateTimeOffset at, ReadOnlySpan<byte> body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes(Seconds(at) + "."), .. body];
        return "v1=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed));
    }

    public static string Seconds(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
