using System.Globalization;
using System.Text;

namespace BenchHub.Api;

/// <summary>The columns of a list as CSV (RFC 4180). Texts that a spreadsheet would run as a formula are put in quotes for it.</summary>
internal sealed class CsvTable<T>(params IReadOnlyList<(string Name, Func<T, object?> Value)> columns)
{
    public string Header => string.Join(',', columns.Select(static column => Csv.Cell(column.Name))) + "\r\n";

    public string Row(T entry) => string.Join(',', columns.Select(column => Csv.Cell(column.Value(entry)))) + "\r\n";

    public IResult Answer(IEnumerable<T> entries)
    {
        var text = new StringBuilder(Header);
        foreach (var entry in entries)
        {
            text.Append(Row(entry));
        }

        return TypedResults.Text(text.ToString(), Csv.MediaType, Encoding.UTF8);
    }

    /// <summary>As a file that is written row by row.</summary>
    /// <param name="name">What a browser saves it as.</param>
    public IResult Download(IEnumerable<T> entries, string name) => TypedResults.Stream(
        async target =>
        {
            await using var writer = new StreamWriter(target, new UTF8Encoding(false), bufferSize: 64 * 1024);
            await writer.WriteAsync(Header);
            foreach (var entry in entries)
            {
                await writer.WriteAsync(Row(entry));
            }
        },
        $"{Csv.MediaType}; charset=utf-8", name);
}

internal static class Csv
{
    public const string MediaType = "text/csv";

    public static string Cell(object? value) => value switch
    {
        null => "",
        double number => double.IsFinite(number) ? number.ToString("R", CultureInfo.InvariantCulture) : "",
        DateTimeOffset at => at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        string text => Quoted(Harmless(text)),
        Enum word => word.ToString().ToLowerInvariant(),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => Quoted(Harmless(value.ToString() ?? "")),
    };

    // OWASP "CSV Injection": a leading apostrophe makes the cell a text.
    private static string Harmless(string text) => text is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n', ..] ? "'" + text : text;

    private static string Quoted(string text) =>
        text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
