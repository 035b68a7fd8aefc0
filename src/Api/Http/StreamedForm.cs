using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace BenchHub.Api;

/// <summary>A multipart form that is read part by part and never whole in memory.</summary>
internal static class StreamedForm
{
    private const int LongestBoundary = 200;

    /// <exception cref="RefusedException">The body is no multipart form, or has a part without a name.</exception>
    public static async IAsyncEnumerable<FormPart> Read(HttpRequest request, [EnumeratorCancellation] CancellationToken ct)
    {
        var reader = new MultipartReader(Boundary(request), request.Body);
        while (await reader.ReadNextSectionAsync(ct) is { } section)
        {
            yield return ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition)
                && HeaderUtilities.RemoveQuotes(disposition.Name).Value is { Length: > 0 } name
                    ? new(name, HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).Value, section.Body)
                    : throw new RefusedException(Refusal.Invalid, "A part of the form has no name.");
        }
    }

    private static string Boundary(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
        && HeaderUtilities.RemoveQuotes(type.Boundary).Value is { Length: > 0 and <= LongestBoundary } boundary
            ? boundary
            : throw new RefusedException(Refusal.Invalid, "Send the files as a multipart form (Content-Type: multipart/form-data; boundary=…).");
}

/// <summary>One part; its body can be read once, before the next part is asked for.</summary>
internal sealed record FormPart(string Name, string? FileName, Stream Body)
{
    private const int LongestField = 64 * 1024;

    /// <summary>What to call it in a message.</summary>
    public string File => string.IsNullOrEmpty(FileName) ? Name : FileName;

    /// <exception cref="RefusedException">The field is longer than 64 KiB.</exception>
    public async Task<string> Text(CancellationToken ct)
    {
        using var reader = new StreamReader(Body, Encoding.UTF8);
        var buffer = new char[LongestField + 1];
        var length = await reader.ReadBlockAsync(buffer, ct);
        return length <= LongestField
            ? new string(buffer, 0, length).Trim()
            : throw new RefusedException(Refusal.Invalid, $"The field '{Name}' is longer than {LongestField} characters.", Name);
    }
}
