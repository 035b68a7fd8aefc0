using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BenchHub;

/// <summary>Which check says what; never why, since the reason may hold addresses and stands in the log.</summary>
internal static class HealthAnswer
{
    public static Task Write(HttpContext http, HealthReport report) => http.Response.WriteAsJsonAsync(new
    {
        status = Word(report.Status),
        checks = report.Entries.ToDictionary(static entry => entry.Key, static entry => Word(entry.Value.Status)),
    });

    private static string Word(HealthStatus status) => status.ToString().ToLowerInvariant();
}
