using BenchHub.Reports.Fonts;

namespace BenchHub.Api.Comparisons;

/// <summary>The fonts of reports, read when the first one is written.</summary>
internal sealed class ReportFonts(ApiOptions options)
{
    // Who installs fonts because a report asked for them does not start the hub again: a failure is not kept.
    private readonly Lazy<FontChain> _chain = new(() => FontFiles.Find(options.Fonts), LazyThreadSafetyMode.PublicationOnly);

    /// <exception cref="FontRefusedException">There is none.</exception>
    public FontChain Chain => _chain.Value;
}
