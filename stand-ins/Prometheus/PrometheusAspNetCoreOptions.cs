namespace OpenTelemetry.Exporter;

/// <summary>Settings of the scrape endpoint.</summary>
public class PrometheusAspNetCoreOptions
{
    /// <summary>Where the endpoint is mapped when no path is given. Default: <c>/metrics</c>.</summary>
    public string? ScrapeEndpointPath { get; set; } = "/metrics";

    /// <summary>Leaves counter names without <c>_total</c> in the text format. Default: false.</summary>
    public bool DisableTotalNameSuffixForCounters { get; set; }

    /// <summary>Adds <c>otel_scope_*</c> labels, which name the meter. Default: true.</summary>
    public bool ScopeInfoEnabled { get; set; } = true;

    /// <summary>Writes the resource as <c>target_info</c>. Default: true.</summary>
    public bool TargetInfoEnabled { get; set; } = true;

    /// <summary>For how many milliseconds scrapes share one collection; 0 collects for each. Default: 300.</summary>
    public int ScrapeResponseCacheDurationMilliseconds
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    }

    = 300;
}
