using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace BenchHub.Storage.Backups;

/// <summary>Fills an empty database, of either engine, from a backup: all of it or nothing.</summary>
public sealed class BackupReader(Database database)
{
    private const int RowsAtOnce = 500;
    private const long BytesAtOnce = 16 << 20;

    /// <summary>
    /// Brings the schema to the backup's version, adds the rows in one transaction and migrates on to the newest version.
    /// </summary>
    /// <exception cref="MalformedBackupException">The file is damaged, or of a later version.</exception>
    /// <exception cref="DatabaseInUseException">The database has rows already, or is of a later version than the backup.</exception>
    /// <exception cref="NewerDatabaseException">The backup is of a later version than this program.</exception>
    public async Task<BackupManifest> Restore(string path, CancellationToken cancellation = default)
    {
        try
        {
            using var zip = ZipFile.OpenRead(path);
            await using var entry = (zip.GetEntry(BackupManifest.Entry) ?? throw new InvalidDataException("it has no manifest")).Open();
            var manifest = await BackupManifest.Read(entry, cancellation);
            if (manifest.Format != BackupManifest.CurrentFormat)
            {
                throw new InvalidDataException($"its format is {manifest.Format}, and {BackupManifest.CurrentFormat} is known");
            }

            await Migrator.Migrate(database, manifest.Schema, cancellation);
            await database.Write(scope => Fill(scope with { Seconds = 0 }, path, zip, manifest), cancellation, Repeats.Never);
            await database.Migrate(cancellation);
            return manifest;
        }
        catch (Exception damaged) when (damaged is InvalidDataException or EndOfStreamException or JsonException)
        {
            throw new MalformedBackupException(path, damaged.Message.TrimEnd('.'), damaged);
        }
    }

    private async Task<int> Fill(Scope scope, string path, ZipArchive zip, BackupManifest manifest)
    {
        var schema = await scope.First<int>("SELECT max(version) FROM schema_migrations");
        if (schema != manifest.Schema)
        {
            throw schema > manifest.Schema
                ? new DatabaseInUseException(database.Options.ToString(), $"has schema {schema} already, and the backup is of schema {manifest.Schema}")
                : new NewerDatabaseException(path, manifest.Schema, schema);
        }

        foreach (var table in (await scope.Engine.Tables(scope)).Where(BackupTables.IsKept))
        {
            if (await scope.First<int?>($"SELECT 1 FROM {table.Name} LIMIT 1") is not null)
            {
                throw new DatabaseInUseException(database.Options.ToString(), $"is not empty: there are rows in {table.Name}");
            }

            var entry = zip.GetEntry(BackupTables.Entry(table)) ?? throw new InvalidDataException($"the rows of {table.Name} are missing");
            var count = await Rows(scope, table, entry);
            if (count != manifest.Rows.GetValueOrDefault(BackupTables.Name(table)))
            {
                throw new InvalidDataException($"{table.Name} has {count} rows, not the {manifest.Rows.GetValueOrDefault(BackupTables.Name(table))} of its manifest");
            }
        }

        return schema;
    }

    private static async Task<long> Rows(Scope scope, BulkTable table, ZipArchiveEntry entry)
    {
        await using var stream = new BufferedStream(entry.Open(), 1 << 16);
        using var from = new BinaryReader(stream, Encoding.UTF8);
        var kept = new (string Name, BulkType Type)[from.Read7BitEncodedInt()];
        for (var i = 0; i < kept.Length; i++)
        {
            var name = from.ReadString();
            kept[i] = table.Columns.FirstOrDefault(column => BackupTables.Name(column.Name) == name) is { Name: not null } column
                ? column
                : throw new InvalidDataException($"{table.Name} has no column {name}");
        }

        var filled = table with { Columns = kept };
        var (rows, count, bytes) = (new List<object?[]>(RowsAtOnce), 0L, 0L);
        for (; from.ReadBoolean(); count++)
        {
            var row = new object?[kept.Length];
            for (var i = 0; i < row.Length; i++)
            {
                row[i] = BackupValue.For(BackupValue.Read(from), kept[i].Type);
                bytes += row[i] is byte[] payload ? payload.Length : 16;
            }

            rows.Add(row);
            if (rows.Count == RowsAtOnce || bytes > BytesAtOnce)
            {
                await scope.Engine.Insert(scope, filled, rows);
                rows.Clear();
                bytes = 0;
            }
        }

        await scope.Engine.Insert(scope, filled, rows);
        return count;
    }
}
