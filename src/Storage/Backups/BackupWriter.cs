using System.Data;
using System.IO.Compression;
using System.Text;
using Dapper;

namespace BenchHub.Storage.Backups;

/// <summary>
/// Writes one state of a database into one file that either engine can be filled from: a ZIP with a manifest and the rows of each table.
/// The hub may go on working meanwhile. Memory does not grow with the database.
/// </summary>
public sealed class BackupWriter(Database database)
{
    /// <param name="path">Appears when it is complete; an older file of this name is replaced then.</param>
    /// <param name="cancellation">Leaves no file behind.</param>
    public async Task<BackupManifest> Save(string path, CancellationToken cancellation = default)
    {
        var partial = path + ".partial";
        try
        {
            BackupManifest manifest;
            await using (var file = new FileStream(partial, FileMode.Create, FileAccess.Write))
            {
                manifest = await database.Read(scope => Snapshot(scope with { Seconds = 0 }, file), cancellation, Repeats.Never);
            }

            File.Move(partial, path, overwrite: true);
            return manifest;
        }
        finally
        {
            File.Delete(partial);
        }
    }

    private async Task<BackupManifest> Snapshot(Scope scope, Stream file)
    {
        await scope.Execute(scope.Engine.BeginSnapshot);
        try
        {
            var schema = await scope.First<int?>("SELECT max(version) FROM schema_migrations") ?? 0;
            using var zip = new ZipArchive(file, ZipArchiveMode.Create);
            var rows = new Dictionary<string, long>();
            foreach (var table in (await scope.Engine.Tables(scope)).Where(BackupTables.IsKept))
            {
                await using var entry = zip.CreateEntry(BackupTables.Entry(table), CompressionLevel.Fastest).Open();
                rows[BackupTables.Name(table)] = await Rows(scope, table, entry);
            }

            var manifest = new BackupManifest(BackupManifest.CurrentFormat, schema, database.Time.GetUtcNow(), rows);
            await using var last = zip.CreateEntry(BackupManifest.Entry).Open();
            await manifest.Write(last, scope.Cancellation);
            return manifest;
        }
        finally
        {
            await scope.Connection.ExecuteAsync("ROLLBACK");
        }
    }

    private static async Task<long> Rows(Scope scope, BulkTable table, Stream entry)
    {
        await using var buffered = new BufferedStream(entry, 1 << 16);
        await using var to = new BinaryWriter(buffered, Encoding.UTF8);
        to.Write7BitEncodedInt(table.Columns.Count);
        foreach (var column in table.Columns)
        {
            to.Write(BackupTables.Name(column.Name));
        }

        // One at a time, since a row may hold megabytes.
        await using var command = scope.Connection.CreateCommand();
        command.CommandTimeout = 0;
        command.CommandText = $"SELECT {string.Join(", ", table.Columns.Select(static column => column.Name))} FROM {table.Name}";
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, scope.Cancellation);
        var count = 0L;
        for (; await reader.ReadAsync(scope.Cancellation); count++)
        {
            to.Write(true);
            for (var i = 0; i < table.Columns.Count; i++)
            {
                BackupValue.Write(to, reader.GetValue(i));
            }
        }

        to.Write(false);
        return count;
    }
}
