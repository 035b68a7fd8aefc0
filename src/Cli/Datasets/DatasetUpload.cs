using System.Text.Json.Nodes;
using BenchHub.Cli.Hub;

namespace BenchHub.Cli.Datasets;

internal static class DatasetUpload
{
    /// <summary>Streams the files; nothing is read whole.</summary>
    public static async Task<JsonNode> Send(
        HubClient hub, string name, string format, IReadOnlyList<(string Field, FileInfo File)> files, CancellationToken ct, string? task = null)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(name), "name" },
            { new StringContent(format), "format" },
        };
        if (task is not null)
        {
            form.Add(new StringContent(task), "task");
        }

        foreach (var (field, file) in files)
        {
            form.Add(new StreamContent(file.OpenRead()), field, file.Name);
        }

        return await hub.Upload("/api/v1/datasets", form, ct);
    }
}
