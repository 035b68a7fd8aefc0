using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BenchHub.Connectors.Net;
using BenchHub.Connectors.Systems;
using BenchHub.Systems;

namespace BenchHub.Connectors.Models.Batches;

/// <summary>
/// One provider's files and batches. Reading is repeated where it failed for a reason that may pass; submitting is not,
/// for then nobody knows whether it happened.
/// </summary>
public sealed class BatchClient
{
    /// <summary>The field of the provider's metadata that holds our id of a batch.</summary>
    public const string KeyField = "benchhub_batch";

    private const int PageSize = 100;
    private const long LargestFile = 8L << 30;
    private static readonly TimeSpan FileTime = TimeSpan.FromMinutes(15);

    private readonly OutboundHttp _http;
    private readonly Retrying _retrying;
    private readonly SystemSpec _spec;
    private readonly Uri _url;
    private readonly IReadOnlyDictionary<string, string> _secrets;

    internal BatchClient(OutboundHttp http, Retrying retrying, SystemSpec spec, Uri url, IReadOnlyDictionary<string, string> secrets) =>
        (_http, _retrying, _spec, _url, _secrets) = (http, retrying, spec with { Model = spec.Model! with { Streams = false } }, url, secrets);

    /// <returns>The path that a request asks, and its line, which ends with a line feed.</returns>
    public (string Endpoint, byte[] Line) Line(string customId, ModelRequest request)
    {
        var call = ModelProtocols.Of(_spec.Model!.Provider).Call(_spec.Model, request);
        var endpoint = $"/v1/{call.Path}";
        var line = new JsonObject { ["custom_id"] = customId, ["method"] = "POST", ["url"] = endpoint, ["body"] = call.Body };
        return (endpoint, Encoding.UTF8.GetBytes(line.ToJsonString() + "\n"));
    }

    /// <param name="name">What the file is called.</param>
    /// <param name="bytes">How long it is.</param>
    /// <param name="write">Writes it, anew for each attempt.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>The provider's id of the file.</returns>
    /// <exception cref="CallFailedException">It was not taken.</exception>
    public async Task<string> Upload(string name, long bytes, Func<Stream, CancellationToken, Task> write, CancellationToken ct) => await Read(
        Call(HttpMethod.Post, "files", FileTime) with
        {
            Content = () => new MultipartFormDataContent
            {
                { new StringContent("batch"), "purpose" },
                { new WrittenContent(bytes, write), "file", name },
            },
        },
        static json => json.Text("id") ?? throw new AnswerFormatException("the file has no 'id'"),
        ct);

    /// <summary>One attempt: whether it happened is unknown when it fails in another way than by a 4xx.</summary>
    /// <param name="fileId">From <see cref="Upload"/>.</param>
    /// <param name="endpoint">Of its lines.</param>
    /// <param name="key">Our id; goes into the metadata and, for those who heed it, into <c>Idempotency-Key</c>.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="CallFailedException">It failed.</exception>
    public async Task<BatchState> Create(string fileId, string endpoint, string key, CancellationToken ct)
    {
        var body = new JsonObject
        {
            ["input_file_id"] = fileId,
            ["endpoint"] = endpoint,
            ["completion_window"] = "24h",
            ["metadata"] = new JsonObject { [KeyField] = key },
        };
        return await Once(
            Call(HttpMethod.Post, "batches") with
            {
                Body = Encoding.UTF8.GetBytes(body.ToJsonString()),
                Headers = new Dictionary<string, string> { ["Idempotency-Key"] = key },
            },
            BatchState.Read,
            ct);
    }

    /// <exception cref="CallFailedException">It cannot be read.</exception>
    public Task<BatchState> Get(string id, CancellationToken ct) => Read(Call(HttpMethod.Get, $"batches/{id}"), BatchState.Read, ct);

    /// <summary>Asks the provider to end the batch; what it has answered until then can be collected once it is over.</summary>
    /// <exception cref="CallFailedException">It cannot be cancelled, for instance since it is over.</exception>
    public Task<BatchState> Cancel(string id, CancellationToken ct) => Read(Call(HttpMethod.Post, $"batches/{id}/cancel"), BatchState.Read, ct);

    /// <summary>Looks for the batch with our id in its metadata, through those that are not older than an instant.</summary>
    /// <returns>Null where the provider has none.</returns>
    /// <exception cref="CallFailedException">The list cannot be read, so that nobody knows.</exception>
    public async Task<BatchState?> Find(string key, DateTimeOffset since, CancellationToken ct)
    {
        for (string? after = null; ;)
        {
            var page = await Read(
                Call(HttpMethod.Get, $"batches?limit={PageSize}{(after is null ? "" : $"&after={after}")}"),
                static json => (Batches: json.NeededList("data").Select(Keyed).ToList(), HasMore: json.IsTrue("has_more")),
                ct);
            if (page.Batches.FirstOrDefault(batch => batch.Key == key) is { State: { } found })
            {
                return found;
            }

            if (!page.HasMore || page.Batches.Count == 0 || page.Batches[^1].State.CreatedAt < since)
            {
                return null;
            }

            after = page.Batches[^1].State.Id;
        }
    }

    /// <summary>The lines of an output or error file as they arrive.</summary>
    /// <exception cref="CallFailedException">The file cannot be read, or breaks off.</exception>
    public async IAsyncEnumerable<BatchLine> Download(string fileId, [EnumeratorCancellation] CancellationToken ct)
    {
        var call = Call(HttpMethod.Get, $"files/{fileId}/content", FileTime) with { AnswerBytes = LargestFile };
        using var response = await _http.Open(call, ct);
        if (!response.IsSuccess)
        {
            using var answer = await response.Whole();
            throw ModelFaults.Of(call, answer, ErrorBody.Read(answer.Body.Bytes));
        }

        await using var body = await response.Body();
        await foreach (var line in BatchLines.Read(call, body, _spec.Limits.AnswerBytes, ct))
        {
            yield return line;
        }
    }

    /// <summary>What a line says, as the answer to the request that it belongs to.</summary>
    /// <exception cref="CallFailedException">The request failed or its answer cannot be read.</exception>
    public async Task<ModelAnswer> Answer(BatchLine line, ModelRequest request)
    {
        var protocol = ModelProtocols.Of(_spec.Model!.Provider);
        var call = Call(HttpMethod.Post, protocol.Call(_spec.Model, request).Path);
        if (line.Status is not { } status)
        {
            var (code, message) = (line.Error?.Code ?? "", line.Error?.Message ?? "it does not say why");
            throw new CallFailedException(
                CallFailure.Unreachable, $"{call} was not made by the provider's batch ({Excerpt.Of(code, _secrets.Values)}): {Excerpt.Of(message, _secrets.Values)}");
        }

        var buffer = new AnswerBuffer();
        await buffer.Fill(new MemoryStream(line.Body, writable: false), line.Body.Length, CancellationToken.None);
        using var answer = new OutboundAnswer((System.Net.HttpStatusCode)status, "application/json", buffer, TimeSpan.Zero);
        var assembly = new ReplyAssembly();
        assembly.Add(new ReplyReader(protocol, call, request).Read(answer), TimeSpan.Zero);
        var reply = assembly.ToExchanged(request).Reply;
        return new(reply.Text, reply.FinishReason, TokenEstimate.Complete(reply.Tokens, _spec.Model, request, reply.Text), TimeSpan.Zero, 1)
        {
            LogLikelihood = reply.LogLikelihood,
            IsGreedy = reply.IsGreedy,
        };
    }

    private static (string? Key, BatchState State) Keyed(JsonElement json) => (json.Object("metadata")?.Text(KeyField), BatchState.Read(json));

    private OutboundCall Call(HttpMethod method, string path, TimeSpan? time = null) => new(method, UserUrl.Below(_url, path), time ?? _spec.Limits.CallTimeout)
    {
        SecretHeaders = _secrets,
        AnswerBytes = _spec.Limits.AnswerBytes,
    };

    private async Task<T> Read<T>(OutboundCall call, Func<JsonElement, T> read, CancellationToken ct) =>
        (await _retrying.Run(_spec.Limits.Retries, async token => await Once(call, read, token), failed: null, ct)).Answer;

    private async Task<T> Once<T>(OutboundCall call, Func<JsonElement, T> read, CancellationToken ct)
    {
        using var answer = await _http.Send(call, ct);
        if (!answer.IsSuccess)
        {
            throw ModelFaults.Of(call, answer, ErrorBody.Read(answer.Body.Bytes));
        }

        try
        {
            using var json = AnswerJson.Parse(answer.Body.Bytes);
            return read(json.RootElement);
        }
        catch (AnswerFormatException wrong)
        {
            throw answer.Failure(call, CallFailure.Malformed, wrong.Message);
        }
    }
}
