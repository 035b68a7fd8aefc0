namespace BenchHub.Reports.Fonts;

/// <summary>The fonts of a machine that reports are written with.</summary>
public static class FontFiles
{
    private static readonly string[] Folders =
    [
        "/usr/share/fonts", "/usr/local/share/fonts", "/System/Library/Fonts", "/Library/Fonts",
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local/share/fonts"),
        Environment.GetFolderPath(Environment.SpecialFolder.Fonts),
    ];

    // Latin first, then Korean, Japanese, Chinese, and what is broad.
    private static readonly string[] Known =
    [
        "DejaVuSans", "DejaVuSans-Bold", "NotoSans-Regular", "NotoSans-Bold", "LiberationSans-Regular", "LiberationSans-Bold", "arial", "arialbd",
        "NanumGothic", "NanumGothicBold", "NanumBarunGothic", "NanumBarunGothicBold", "malgun", "malgunbd", "AppleGothic",
        "ipagp", "VL-PGothic-Regular", "TakaoPGothic", "wqy-microhei", "wqy-zenhei", "NotoSansArabic-Regular", "NotoSansHebrew-Regular", "NotoSansThai-Regular",
        "NotoSansDevanagari-Regular", "DroidSansFallbackFull", "Symbola",
    ];

    private static readonly string[] BoldNames = ["bold", "arialbd", "malgunbd"];

    /// <param name="configured">Files and folders of TrueType fonts, the preferred first; none for those that are known by name in the folders of the machine.</param>
    /// <exception cref="FontRefusedException">There is none, or one that was configured cannot be used.</exception>
    public static FontChain Find(IReadOnlyList<string> configured) => configured.Count > 0 ? Configured(configured) : OfMachine(Folders);

    internal static FontChain OfMachine(IEnumerable<string> folders)
    {
        var files = folders.Where(Directory.Exists).SelectMany(Fonts)
            .GroupBy(static file => Path.GetFileNameWithoutExtension(file), StringComparer.OrdinalIgnoreCase)
            .ToDictionary(static files => files.Key, static files => files.First(), StringComparer.OrdinalIgnoreCase);
        var fonts = new List<TrueTypeFont>();
        foreach (var file in Known.Where(files.ContainsKey).Select(name => files[name]))
        {
            try
            {
                fonts.Add(Read(file));
            }
            catch (FontRefusedException)
            {
                // Nobody asked for this one; the next will do.
            }
        }

        return Chain(fonts);
    }

    private static FontChain Configured(IReadOnlyList<string> configured) => Chain(
    [
        .. configured.SelectMany<string, string>(static path => Directory.Exists(path) ? Fonts(path).Order(StringComparer.Ordinal) : File.Exists(path) ? [path]
            : throw new FontRefusedException($"BenchHub:Fonts names '{path}', which is neither a file nor a folder.")).Select(Read),
    ]);

    private static FontChain Chain(List<TrueTypeFont> fonts)
    {
        TrueTypeFont[] regular = [.. fonts.Where(static font => !IsBold(font))];
        return regular.Length > 0 ? new(regular, [.. fonts.Where(IsBold)]) : throw new FontRefusedException(
            "No TrueType font is here to write a PDF with. Install one (Debian: apt-get install fonts-dejavu-core fonts-nanum), or name files or folders with the setting BenchHub:Fonts.");
    }

    private static bool IsBold(TrueTypeFont font) => BoldNames.Any(word => font.Name.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static TrueTypeFont Read(string file) => TrueTypeFont.Read(Path.GetFileName(file), File.ReadAllBytes(file));

    private static IEnumerable<string> Fonts(string folder) =>
        Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true })
            .Where(static file => Path.GetExtension(file).ToLowerInvariant() is ".ttf" or ".ttc");
}
