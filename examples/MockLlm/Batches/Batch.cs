using System.Text.Json;

namespace BenchHub.MockLlm;

/// <summary>A batch as it stands at some time; replaced, never edited.</summary>
internal sealed record Batch
{
    public required string Id { get; init; }

    public required string Endpoint { get; init; }

    public required string InputFileId { get; init; }

    /// <summary>validating, in_progress, completed, failed or cancelled.</summary>
    public required string Status { get; init; }

    public required DateTimeOffset Created { get; init; }

    public required IReadOnlyList<BatchLine> Lines { get; init; }

    public IReadOnlyList<(int Line, string Problem)> Problems { get; init; } = [];

    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>When the status became final.</summary>
    public DateTimeOffset? Ended { get; init; }

    public string? OutputFileId { get; init; }

    public string? ErrorFileId { get; init; }

    public int Completed { get; init; }

    public int Failed { get; init; }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteString("id", Id);
        json.WriteString("object", "batch");
        json.WriteString("endpoint", Endpoint);
        json.WriteString("input_file_id", InputFileId);
        json.WriteString("completion_window", "24h");
        json.WriteString("status", Status);
        json.WriteString("output_file_id", OutputFileId);
        json.WriteString("error_file_id", ErrorFileId);
        json.WriteNumber("created_at", Created.ToUnixTimeSeconds());
        json.WriteNumber("expires_at", Created.AddDays(1).ToUnixTimeSeconds());
        if (Ended is { } ended)
        {
            json.WriteNumber($"{Status}_at", ended.ToUnixTimeSeconds());
        }

        json.WriteObject("request_counts", counts =>
        {
            counts.WriteNumber("total", Lines.Count);
            counts.WriteNumber("completed", Completed);
            counts.WriteNumber("failed", Failed);
        });
        WriteProblems(json);
        json.WriteObject("metadata", metadata =>
        {
            foreach (var (name, value) in Metadata)
            {
                metadata.WriteString(name, value);
            }
        });
    }

    private void WriteProblems(Utf8JsonWriter json)
    {
        if (Status != "failed")
        {
            json.WriteNull("errors");
            return;
        }

        json.WriteObject("errors", errors =>
        {
            errors.WriteString("object", "list");
            errors.WriteObjects("data", Problems, static (error, found) =>
            {
                error.WriteString("code", "invalid_line");
                error.WriteString("message", found.Problem);
                error.WriteNull("param");
                error.WriteNumber("line", found.Line);
            });
        });
    }
}
