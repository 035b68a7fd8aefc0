using System.Net;
using System.Net.Http.Headers;
using System.Text;
using BenchHub.Api.Tests.Hub;
using BenchHub.Storage;
using Microsoft.AspNetCore.Builder;

namespace BenchHub.Api.Tests.Errors;

public sealed class ProblemTests(HubFixture fixture)
{
    private readonly HubCaller _api = fixture.Api;

    [Theory]
    [InlineData("GET", "/api/v1/nothing", HttpStatusCode.NotFound, "not-found")]
    [InlineData("GET", "/nothing", HttpStatusCode.NotFound, "not-found")]
    [InlineData("PATCH", "/api/v1/systems", HttpStatusCode.MethodNotAllowed, "wrong-method")]
    public async Task UnknownAddressOrMethod_IsAProblem(string method, string path, HttpStatusCode status, string word)
    {
        var answer = (await _api.Send(new(new(method), path))).Is(status);

        Assert.Equal("application/problem+json", answer.Response.Content.Headers.ContentType?.MediaType);
        Assert.Equal($"https://benchhub.dev/problems/{word}", (string?)answer["type"]);
        Assert.Equal((int)status, (int)answer["status"]);
        Assert.NotEmpty((string)answer["title"]!);
        Assert.Contains(path, (string?)answer["detail"], StringComparison.Ordinal);
        Assert.NotEmpty((string)answer["traceId"]!);
    }

    [Theory]
    [InlineData("{\"name\":", "name")]
    [InlineData("", null)]
    [InlineData("null", null)]
    [InlineData("[]", null)]
    [InlineData("{\"name\":\"x\",\"limits\":{\"concurrency\":1.5}}", "limits.concurrency")]
    [InlineData("{\"name\":\"x\",\"tags\":[1]}", "tags[0]")]
    public async Task BadJson_Is400WithThePath(string body, string? field)
    {
        var answer = (await _api.PostText("/api/v1/systems", body)).Is(HttpStatusCode.BadRequest);

        Assert.Equal(field, (string?)answer.Json["field"]);
        Assert.DoesNotContain("BenchHub.Api", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("SystemBody", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OtherMediaType_Is415() =>
        (await _api.PostText("/api/v1/systems", "name: x", "text/yaml")).Is(HttpStatusCode.UnsupportedMediaType);

    [Fact]
    public async Task LargeBody_Is413()
    {
        // A caller that does not wait for leave to send would find the connection closed in the middle.
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/systems") { Headers = { ExpectContinue = true } };
        request.Content = new StringContent($"{{\"name\":\"{new string('x', 5 * 1024 * 1024)}\"}}", Encoding.UTF8, "application/json");

        (await _api.Send(request)).Is(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task LargeUpload_Is413()
    {
        await using var hub = await ApiHub.Start(settings: ("BenchHub:UploadBytes", "2000"));
        var answer = await new HubCaller(hub.Http).Upload("/api/v1/datasets", null, Scenes.Parts("big", corpus: Scenes.Corpus + "\n" + new string(' ', 5000)));

        answer.Is(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task WrongAcceptHeader_StillGetsTheProblem()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/systems/nobody") { Headers = { Accept = { new MediaTypeWithQualityHeaderValue("text/csv") } } };

        Assert.Equal("id", (string?)(await _api.Send(request)).Is(HttpStatusCode.NotFound)["field"]);
    }

    [Fact]
    public async Task Fault_Is500ThatTellsNothing_AndIsLoggedOnce()
    {
        await using var hub = await ApiHub.Start(more: static app => app.MapGet("/broken", static string () => throw new InvalidCastException("the password is hunter2")));
        var answer = (await new HubCaller(hub.Http).Get("/broken")).Is(HttpStatusCode.InternalServerError);

        Assert.DoesNotContain("hunter2", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("InvalidCast", answer.Text, StringComparison.Ordinal);
        Assert.Contains("hunter2", Assert.Single(hub.Logs.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SilentCluster_Is503WithRetryAfter()
    {
        await using var hub = await ApiHub.Start(more: static app => app.MapGet("/silent", static string () => throw new TimeoutException("grain sys_1")));
        var answer = (await new HubCaller(hub.Http).Get("/silent")).Is(HttpStatusCode.ServiceUnavailable);

        Assert.Equal(TimeSpan.FromSeconds(5), answer.Response.Headers.RetryAfter?.Delta);
        Assert.Empty(hub.Logs.Errors);
    }

    [Fact]
    public async Task DatabaseIsAway_Is503ThatNamesNoPlace()
    {
        await using var hub = await ApiHub.Start(more: static app =>
            app.MapGet("/away", static string () => throw new StorageUnavailableException("PostgreSQL db.secret:5432/hub", new IOException("Connection refused"), "Start it.")));
        var answer = (await new HubCaller(hub.Http).Get("/away")).Is(HttpStatusCode.ServiceUnavailable);

        Assert.Equal(TimeSpan.FromSeconds(5), answer.Response.Headers.RetryAfter?.Delta);
        Assert.DoesNotContain("secret", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FullDisk_Is507ThatNamesNoPath()
    {
        await using var hub = await ApiHub.Start(more: static app => app.MapGet("/full", static string () => throw new StorageFullException("SQLite /secret/place.db")));
        var answer = (await new HubCaller(hub.Http).Get("/full")).Is(HttpStatusCode.InsufficientStorage);

        Assert.Equal("https://benchhub.dev/problems/storage-full", (string?)answer["type"]);
        Assert.DoesNotContain("/secret", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CallerThatGoesAway_IsNoError()
    {
        var hub = await ApiHub.Start(more: static app => app.MapGet("/slow", static async (CancellationToken ct) =>
        {
            await new TaskCompletionSource().Task.WaitAsync(ct);
            return "never";
        }));
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hub.Http.GetAsync(new Uri("/slow", UriKind.Relative), patience.Token));
        await hub.DisposeAsync();
        Assert.Empty(hub.Logs.Errors);
    }
}
