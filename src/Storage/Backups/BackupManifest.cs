using System.Text.Json;

namespace BenchHub.Storage.Backups;

/// <summary>What stands in a backup.</summary>
/// <param name="Format">Of the file.</param>
/// <param name="Schema">Version of the schema that the rows are of.</param>
/// <param name="Taken">When.</param>
/// <param name="Rows">By table.</param>
public sealed record BackupManifest(int Format, int Schema, DateTimeOffset Taken, IReadOnlyDictionary<string, long> Rows)
{
    internal const int CurrentFormat = 1;
    internal const string Entry = "manifest.json";

    internal static async Task<BackupManifest> Read(Stream from, CancellationToken cancellation) =>
        await JsonSerializer.DeserializeAsync<BackupManifest>(from, JsonSerializerOptions.Web, cancellation)
            ?? throw new InvalidDataException("its manifest is empty");

    internal Task Write(Stream to, CancellationToken cancellation) => JsonSerializer.SerializeAsync(to, this, JsonSerializerOptions.Web, cancellation);
}

/// <summary>The file is no backup of ours, or is damaged.</summary>
public sealed class MalformedBackupException(string file, string reason, Exception? cause = null)
    : IOException($"{file} is not a backup that this BenchHub can read: {reason}.", cause);

/// <summary>A backup is restored into an empty database only.</summary>
public sealed class DatabaseInUseException(string database, string reason)
    : InvalidOperationException($"The database ({database}) {reason}. Name an empty database; nothing was changed.");
