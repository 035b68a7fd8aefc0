using BenchHub.Connectors.Secrets;
using BenchHub.Connectors.Webhooks;
using BenchHub.Monitoring;
using BenchHub.Storage.Monitoring;
using BenchHub.Systems;

namespace BenchHub.Grains.Monitoring;

/// <summary>A channel's whole address, which may hold a key, and the secret that signs; both are sealed as those of systems are.</summary>
internal static class WebhookSecrets
{
    private const string Url = "url";
    private const string Secret = "secret";

    public static string Seal(this SecretSealer sealer, ChannelId channel, Uri url, string? secret)
    {
        var secrets = new Dictionary<string, string> { [Url] = url.AbsoluteUri };
        if (secret is not null)
        {
            secrets[Secret] = secret;
        }

        return sealer.Seal(Owner(channel.Value), secrets);
    }

    /// <exception cref="SecretException">No key of this hub sealed it.</exception>
    public static WebhookMessage Open(this SecretSealer sealer, ChannelRow channel, string delivery, string eventName, byte[] body)
    {
        var secrets = sealer.Open(Owner(channel.Id), channel.Sealed);
        return new(new(secrets[Url]), secrets.GetValueOrDefault(Secret), delivery, eventName, body);
    }

    private static SystemId Owner(string channel) => new(channel);
}
