using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BenchHub.Cli.Hub;

/// <summary>The HTTP API as the commands need it: JSON in, JSON out, refusals as <see cref="HubException"/>.</summary>
internal sealed class HubClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly HttpClient _http;

    public HubClient(string address, string? apiKey)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            throw new HubException($"'{address}' is no address of a hub; write --hub http://host:port.");
        }

        _http = new() { BaseAddress = uri, Timeout = Timeout.InfiniteTimeSpan };
        if (apiKey is not null)
        {
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", apiKey);
        }
    }

    public string Address => _http.BaseAddress!.ToString().TrimEnd('/');

    public Task<JsonNode> Get(string path, CancellationToken ct) => Ask(new(HttpMethod.Get, path), ct);

    /// <summary>As <see cref="Get"/>, for those who follow what goes on without them: rides out a hub that is away for less than a minute.</summary>
    public Task<JsonNode> GetPatiently(string path, CancellationToken ct) => Patiently(() => Get(path, ct), ct);

    /// <summary>As <see cref="Post"/> with a key of its own, under which the hub does it once however often it is asked.</summary>
    public Task<JsonNode> PostPatiently(string path, JsonNode? body, CancellationToken ct)
    {
        var key = Guid.NewGuid().ToString();
        return Patiently(() => Post(path, body, ct, key), ct);
    }

    public Task<JsonNode> Put(string path, JsonNode body, CancellationToken ct) =>
        Ask(new(HttpMethod.Put, path) { Content = JsonContent.Create(body) }, ct);

    public Task<JsonNode> Delete(string path, CancellationToken ct) => Ask(new(HttpMethod.Delete, path), ct);

    public Task<JsonNode> Post(string path, JsonNode? body, CancellationToken ct, string? idempotencyKey = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body is null ? null : JsonContent.Create(body) };
        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        return Ask(request, ct);
    }

    public Task<JsonNode> Upload(string path, MultipartFormDataContent form, CancellationToken ct) =>
        Ask(new(HttpMethod.Post, path) { Content = form }, ct);

    /// <summary>Every entry of a list that the hub pages.</summary>
    public async IAsyncEnumerable<JsonNode> All(
        string path, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        for (string? cursor = null; ;)
        {
            var separator = path.Contains('?') ? '&' : '?';
            var page = await Get($"{path}{separator}limit=1000{(cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}")}", ct);
            foreach (var item in page["items"]!.AsArray())
            {
                yield return item!;
            }

            cursor = (string?)page["nextCursor"];
            if (cursor is null)
            {
                yield break;
            }
        }
    }

    /// <summary>Copies an answer as it comes, for exports.</summary>
    public async Task Download(string path, Stream target, CancellationToken ct)
    {
        using var response = await Send(new(HttpMethod.Get, path), ct);
        await response.Content.CopyToAsync(target, ct);
    }

    public void Dispose() => _http.Dispose();

    private static async Task<JsonNode> Patiently(Func<Task<JsonNode>> ask, CancellationToken ct)
    {
        for (var clock = Stopwatch.StartNew(); ;)
        {
            try
            {
                return await ask();
            }
            catch (HubException passing) when (passing.IsAway && clock.Elapsed < Patience)
            {
                await Task.Delay(Pause, ct);
            }
        }
    }

    private async Task<JsonNode> Ask(HttpRequestMessage request, CancellationToken ct)
    {
        using var response = await Send(request, ct);
        try
        {
            var text = await response.Content.ReadAsStringAsync(ct);
            return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
        }
        catch (HttpRequestException broken)
        {
            throw new HubException($"The hub at {Address} broke off its answer ({broken.Message}). Ask again.", inner: broken);
        }
    }

    private async Task<HttpResponseMessage> Send(HttpRequestMessage request, CancellationToken ct)
    {
        HttpResponseMessage response;
        try
        {
            response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        }
        catch (HttpRequestException lost)
        {
            throw new HubException(
                $"No hub answers at {Address} ({lost.Message}). Start one with 'benchhub serve', or name it with --hub.", inner: lost);
        }

        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            throw await Refusal(response, ct);
        }
    }

    private static async Task<HubException> Refusal(HttpResponseMessage response, CancellationToken ct)
    {
        var text = await response.Content.ReadAsStringAsync(ct);
        try
        {
            var problem = JsonNode.Parse(text);
            return new((string?)problem?["detail"] ?? (string?)problem?["title"] ?? $"The hub answered {(int)response.StatusCode}.", problem);
        }
        catch (JsonException)
        {
            return new($"The hub answered {(int)response.StatusCode} {response.ReasonPhrase}.");
        }
    }
}
