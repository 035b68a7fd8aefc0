namespace OpenTelemetry.Exporter.Prometheus;

internal enum Format
{
    Text,
    OpenMetrics,
}

/// <summary>One collection in both formats.</summary>
internal sealed record Scrape(byte[] Text, byte[] OpenMetrics, DateTimeOffset CollectedAt)
{
    public byte[] In(Format format) => format == Format.Text ? Text : OpenMetrics;
}

/// <summary>Lets scrapes that come together, or within <paramref name="keep"/>, share one collection.</summary>
internal sealed class ScrapeCache(TimeSpan keep, Func<Scrape?> collect)
{
    private readonly Lock _gate = new();
    private Task<Scrape?>? _running;
    private Scrape? _last;
    private long _lastAt;

    public Task<Scrape?> Get()
    {
        lock (_gate)
        {
            return _last is not null && TimeProvider.System.GetElapsedTime(_lastAt) < keep
                ? Task.FromResult<Scrape?>(_last)
                : _running ??= Task.Run(Collect);
        }
    }

    private Scrape? Collect()
    {
        Scrape? scrape = null;
        try
        {
            return scrape = collect();
        }
        finally
        {
            lock (_gate)
            {
                (_last, _lastAt, _running) = (scrape, TimeProvider.System.GetTimestamp(), null);
            }
        }
    }
}
