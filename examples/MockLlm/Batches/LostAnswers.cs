using Microsoft.AspNetCore.Http;

namespace BenchHub.MockLlm;

/// <summary>Spoils calls to files and batches: one time nothing happens, the next time it does and nobody hears of it.</summary>
internal sealed class LostAnswers(MockLlmOptions options)
{
    private int _calls;
    private int _spoilt;

    public Task Meet(HttpContext http, RequestDelegate next)
    {
        var path = http.Request.Path;
        return (path.StartsWithSegments("/v1/files", StringComparison.Ordinal) || path.StartsWithSegments("/v1/batches", StringComparison.Ordinal))
            && Dice.Uniform(Dice.Mix((ulong)options.Seed + (ulong)Interlocked.Increment(ref _calls))) < options.BatchErrorRate
                ? Spoil(http, next)
                : next(http);
    }

    private async Task Spoil(HttpContext http, RequestDelegate next)
    {
        if (Interlocked.Increment(ref _spoilt) % 2 == 0)
        {
            var body = http.Response.Body;
            http.Response.Body = Stream.Null;
            await next(http);
            http.Response.Body = body;
            http.Response.Clear();
        }

        await http.Response.Refuse(new(500, "server_error", "This answer was lost on purpose."));
    }
}
