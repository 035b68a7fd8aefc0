using System.Net;

namespace BenchHub.Api;

/// <summary>
/// Where the API listens. HTTP/1.1 and HTTP/2 without TLS cannot share a port, so gRPC has its own: the one given, or by
/// default the port after <paramref name="HttpUrl"/>'s, or a free one where that is taken. Port 0 takes any free port.
/// </summary>
public sealed record ApiEndpoints(Uri HttpUrl, Uri? GrpcUrl = null)
{
    public const string DefaultUrl = "http://127.0.0.1:5080";

    /// <summary>From the settings <c>BenchHub:Url</c> and <c>BenchHub:GrpcUrl</c>.</summary>
    /// <exception cref="FormatException">One of them is no address to listen at.</exception>
    public static ApiEndpoints From(IConfiguration configuration) =>
        Parse(configuration["BenchHub:Url"] ?? DefaultUrl, configuration["BenchHub:GrpcUrl"]);

    /// <param name="url">Of the HTTP API.</param>
    /// <param name="grpcUrl">Of gRPC; null or empty for the default.</param>
    /// <exception cref="FormatException">One of them is no address to listen at.</exception>
    public static ApiEndpoints Parse(string url, string? grpcUrl = null) =>
        new(Checked(url), string.IsNullOrEmpty(grpcUrl) ? null : Checked(grpcUrl));

    /// <summary>Whether both addresses can be reached from this machine only.</summary>
    public bool IsLoopback => IPAddress.IsLoopback(Of(HttpUrl).Address) && (GrpcUrl is null || IPAddress.IsLoopback(Of(GrpcUrl).Address));

    internal static IPEndPoint Of(Uri url) => new(
        Address(url) ?? throw new FormatException($"'{url}' must name an IP address or localhost."), url.Port);

    private static Uri Checked(string url) =>
        Uri.TryCreate(url.Replace("://*", "://0.0.0.0", StringComparison.Ordinal).Replace("://+", "://0.0.0.0", StringComparison.Ordinal), UriKind.Absolute, out var uri)
            && uri.Scheme is "http" or "https" && uri.AbsolutePath == "/" && Address(uri) is not null
            ? uri
            : throw new FormatException($"'{url}' is no address to listen at; write it like {DefaultUrl} or http://0.0.0.0:8080.");

    private static IPAddress? Address(Uri url) => url.IsLoopback && url.HostNameType == UriHostNameType.Dns
        ? IPAddress.Loopback
        : IPAddress.TryParse(url.Host.Trim('[', ']'), out var address) ? address : null;
}
