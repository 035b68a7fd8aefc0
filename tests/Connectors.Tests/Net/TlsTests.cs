using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using BenchHub.Connectors.Net;

namespace BenchHub.Connectors.Tests.Net;

public sealed class TlsTests
{
    [Fact]
    public async Task Send_CertificateThatNobodyVouchesFor_IsRefusedBeforeAnythingIsSaid()
    {
        using var clients = new Clients();
        using var key = ECDsa.Create();
        using var certificate = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = Serve(listener, certificate);

        var failure = await Assert.ThrowsAsync<CallFailedException>(() => clients.Retrieval.Retrieve(
            Clients.Spec($"https://{listener.LocalEndpoint}"), Clients.NoSecrets, "q", 1, CancellationToken.None));

        Assert.Equal(CallFailure.Unreachable, failure.Kind);
        Assert.Contains(" is unreachable: no secure connection: ", failure.Message);
        Assert.Equal(0, await serving);
    }

    private static async Task<int> Serve(TcpListener listener, X509Certificate2 certificate)
    {
        using var client = await listener.AcceptTcpClientAsync();
        await using var tls = new SslStream(client.GetStream());
        try
        {
            await tls.AuthenticateAsServerAsync(certificate);
            return await tls.ReadAsync(new byte[100]);
        }
        catch (Exception refused) when (refused is IOException or AuthenticationException)
        {
            return 0;
        }
    }
}
