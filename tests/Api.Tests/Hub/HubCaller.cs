using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace BenchHub.Api.Tests.Hub;

/// <summary>An answer of the hub: status, headers and body.</summary>
public sealed record Answer(HttpStatusCode Status, HttpResponseMessage Response, string Text)
{
    public JsonNode Json => JsonNode.Parse(Text) ?? throw new InvalidOperationException("The body is null.");

    public JsonNode this[string field] => Json[field] ?? throw new InvalidOperationException($"{field} is missing or null in {Text}");

    /// <summary>Fails with the body, which says what the hub had against the request.</summary>
    public Answer Is(HttpStatusCode status)
    {
        Assert.True(status == Status, $"Expected {status}, got {Status}: {Text}");
        return this;
    }
}

/// <summary>What tests say to a hub.</summary>
public sealed class HubCaller(HttpClient http)
{
    public Task<Answer> Get(string path) => Send(new(HttpMethod.Get, path));

    public Task<Answer> Delete(string path) => Send(new(HttpMethod.Delete, path));

    public Task<Answer> Post(string path, object? body = null, string? idempotencyKey = null) => Send(HttpMethod.Post, path, body, idempotencyKey);

    public Task<Answer> Put(string path, object body) => Send(HttpMethod.Put, path, body, null);

    public Task<Answer> PostText(string path, string body, string mediaType = "application/json") =>
        Send(new(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, mediaType) });

    /// <summary>Parts in the order given; those with a file name are files.</summary>
    public async Task<Answer> Upload(string path, string? idempotencyKey, params IEnumerable<(string Name, string Text, string? File)> parts)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (name, text, file) in parts)
        {
            if (file is null)
            {
                form.Add(new StringContent(text), name);
            }
            else
            {
                form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(text)), name, file);
            }
        }

        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = form };
        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        return await Send(request);
    }

    public async Task<Answer> Send(HttpRequestMessage request)
    {
        var response = await http.SendAsync(request);
        return new(response.StatusCode, response, await response.Content.ReadAsStringAsync());
    }

    private Task<Answer> Send(HttpMethod method, string path, object? body, string? idempotencyKey)
    {
        var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        return Send(request);
    }
}
