using Microsoft.AspNetCore.Http;

namespace BenchHub.MockLlm;

/// <summary>Brings an answer to the one who asked, whole or damaged.</summary>
internal sealed class Delivery(HttpContext http, IProtocol protocol, Wish wish, CancellationToken leaving)
{
    private static readonly byte[] HtmlPage = "<html><body><h1>502 Bad Gateway</h1></body></html>"u8.ToArray();

    public Task Send(Reply reply)
    {
        switch (wish.Damage)
        {
            case Damage.Hang:
                return Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, leaving);
            case Damage.Reset:
                http.Abort();
                return Task.CompletedTask;
            case Damage.Html:
                return http.Response.Send(StatusCodes.Status502BadGateway, HtmlPage, "text/html");
            default:
                return reply.Ask.Streams ? Stream(reply) : Whole(reply);
        }
    }

    private async Task Whole(Reply reply)
    {
        http.Response.Headers["x-request-id"] = $"req_{reply.Id}";
        var body = wish.Damage is Damage.NoAnswer ? protocol.NoAnswer : protocol.Answer(reply);
        if (wish.Damage is Damage.BadJson)
        {
            await http.Response.Send(200, body.AsMemory(0, body.Length / 2));
        }
        else if (wish.Damage is Damage.Cut)
        {
            http.Response.ContentType = "application/json";
            http.Response.ContentLength = body.Length;
            await http.Response.BodyWriter.WriteAsync(body.AsMemory(0, body.Length / 2), leaving);
            http.Abort();
        }
        else
        {
            await http.Response.Send(200, body);
        }
    }

    private async Task Stream(Reply reply)
    {
        http.Response.Headers["x-request-id"] = $"req_{reply.Id}";
        http.Response.Headers.CacheControl = "no-cache";
        http.Response.ContentType = "text/event-stream; charset=utf-8";
        var events = protocol.Stream(reply).ToList();
        var count = wish.Damage is Damage.Cut or Damage.NoEnd or Damage.BadJson ? events.Count / 2 : events.Count;
        foreach (var (name, data) in wish.Damage is Damage.NoAnswer ? [new(null, protocol.NoAnswer)] : events.Take(count))
        {
            await Write(name, data);
            if (wish.Pause > TimeSpan.Zero)
            {
                await Task.Delay(wish.Pause, TimeProvider.System, leaving);
            }
        }

        switch (wish.Damage)
        {
            case Damage.BadJson:
                await Write(null, events[count].Data.AsMemory(0, events[count].Data.Length / 2));
                break;
            case Damage.Cut:
                http.Abort();
                break;
        }
    }

    private async Task Write(string? name, ReadOnlyMemory<byte> data)
    {
        if (name is not null)
        {
            await http.Response.WriteAsync($"event: {name}\n", leaving);
        }

        var line = new byte[data.Length + 8];
        "data: "u8.CopyTo(line);
        data.Span.CopyTo(line.AsSpan(6));
        "\n\n"u8.CopyTo(line.AsSpan(6 + data.Length));
        await http.Response.BodyWriter.WriteAsync(line, leaving);
    }
}
