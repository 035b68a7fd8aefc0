using System.Text.Json.Nodes;
using BenchHub.Cli.Hub;

namespace BenchHub.Cli.Chaos;

/// <summary>Asks again while the hub is away, as a user's script would; every request may be repeated safely.</summary>
internal sealed class PatientHub(HubClient hub, TimeSpan patience)
{
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    public HubClient Hub => hub;

    public Task<JsonNode> Get(string path, CancellationToken ct) => Ask(token => hub.Get(path, token), ct);

    public Task<JsonNode> Post(string path, JsonNode body, string key, CancellationToken ct) => Ask(token => hub.Post(path, body, token, key), ct);

    private async Task<JsonNode> Ask(Func<CancellationToken, Task<JsonNode>> ask, CancellationToken ct)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            using var late = CancellationTokenSource.CreateLinkedTokenSource(ct);
            late.CancelAfter(LongestAnswer);
            try
            {
                return await ask(late.Token);
            }
            catch (Exception away) when (!ct.IsCancellationRequested && TimeProvider.System.GetElapsedTime(began) < patience
                && away is HubException or HttpRequestException or IOException or OperationCanceledException)
            {
                await Task.Delay(Pause, ct);
            }
        }
    }
}
