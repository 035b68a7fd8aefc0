namespace BenchHub.Api;

/// <summary>Settings of the API, from the configuration section <c>BenchHub</c>.</summary>
public sealed class ApiOptions
{
    public const string Section = "BenchHub";

    /// <summary>What callers must show, as <c>Authorization: Bearer …</c> or <c>X-Api-Key</c>. Also read from the environment as BENCHHUB_API_KEY. Default: none, which only a loopback address allows.</summary>
    public string? ApiKey { get; set; }

    /// <summary>Bytes of one uploaded dataset or run. Default: 16 GiB.</summary>
    public long UploadBytes { get; set; } = 16L * 1024 * 1024 * 1024;

    /// <summary>Bytes of any other request. Default: 4 MiB.</summary>
    public long RequestBytes { get; set; } = 4L * 1024 * 1024;

    /// <summary>TrueType fonts of PDF reports: files and folders, the preferred first. Default: those of the machine that are known by name, such as DejaVu Sans and Nanum Gothic.</summary>
    public IReadOnlyList<string> Fonts { get; set; } = [];

    public bool HasApiKey => !string.IsNullOrEmpty(ApiKey);
}
