using System.Globalization;
using BenchHub.Evaluation.Texts;
using BenchHub.Storage.Batches;

namespace BenchHub.Api.Batches;

/// <summary>Takes in the file of a multipart form, piece by piece.</summary>
internal sealed class FileUpload(ServedFiles files, TimeProvider time)
{
    public const long LargestFile = 200_000_000;

    private const string IdPrefix = "file-";
    private const string Purpose = "batch";
    private const int LongestName = 255;
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);
    private static readonly TimeSpan Shortest = TimeSpan.FromHours(1);

    /// <exception cref="RefusedException">The form is not as it should be, or the file is too large.</exception>
    public async Task<ServedFile> Receive(HttpRequest request, CancellationToken ct)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        ServedFileDraft? draft = null;
        var now = time.GetUtcNow();
        var id = SortableId.New(IdPrefix, now);
        await foreach (var part in StreamedForm.Read(request, ct))
        {
            if (part.Name != "file")
            {
                fields[part.Name] = await part.Text(ct);
            }
            else if (draft is not null)
            {
                throw new RefusedException(Refusal.Invalid, "The form has two files; upload one at a time.", "file");
            }
            else
            {
                var name = part.FileName ?? "";
                draft = await files.Begin(id, name.Beginning(LongestName), Purpose, now + Until(fields), ct);
                await Copy(part.Body, draft, ct);
            }
        }

        if (draft is null)
        {
            throw new RefusedException(Refusal.Invalid, "The form has no part 'file'.", "file");
        }

        if (fields.GetValueOrDefault("purpose") is var purpose && purpose != Purpose)
        {
            await files.Delete(id, ct);
            throw new RefusedException(Refusal.Invalid, $"The purpose is '{purpose}'; this hub takes files for '{Purpose}' only.", "purpose");
        }

        await draft.Seal(ct);
        return (await files.Find(id, ct))!;
    }

    private static async Task Copy(Stream from, ServedFileDraft to, CancellationToken ct)
    {
        var buffer = new byte[64 * 1024];
        for (int read; (read = await from.ReadAsync(buffer, ct)) > 0;)
        {
            await to.Write(buffer.AsMemory(0, read), ct);
            if (to.Bytes > LargestFile)
            {
                throw new RefusedException(Refusal.Invalid, $"The file is larger than {LargestFile:N0} bytes; split it.", "file");
            }
        }
    }

    private static TimeSpan Until(Dictionary<string, string> fields)
    {
        if (!fields.TryGetValue("expires_after[seconds]", out var text))
        {
            return Lifetime;
        }

        return long.TryParse(text, CultureInfo.InvariantCulture, out var seconds) && seconds >= Shortest.TotalSeconds && seconds <= Lifetime.TotalSeconds
            ? TimeSpan.FromSeconds(seconds)
            : throw new RefusedException(Refusal.Invalid, $"expires_after[seconds] is '{text}'; it must be {Shortest.TotalSeconds:0} to {Lifetime.TotalSeconds:0}.", "expires_after");
    }
}
