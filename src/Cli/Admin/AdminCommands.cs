using System.CommandLine;
using System.Text.Json.Nodes;
using BenchHub.Cli.Hub;
using BenchHub.Cli.Serving;
using BenchHub.Storage;
using BenchHub.Storage.Backups;
using BenchHub.Storage.Models;
using Spectre.Console;

namespace BenchHub.Cli.Admin;

/// <summary>What an operator does to the database itself, with or without a hub on it.</summary>
internal static class AdminCommands
{
    private static readonly Option<DirectoryInfo> Data = new("--data")
    {
        DefaultValueFactory = _ => new("data"),
        Description = "Folder of an embedded hub's database.",
    };

    private static readonly Option<string?> Db = new("--db")
    {
        DefaultValueFactory = static _ => Environment.GetEnvironmentVariable("BenchHub__Database"),
        Description = "A PostgreSQL connection, or another SQLite file (environment: BenchHub__Database).",
    };

    public static Command Create() => new("admin", "Migrate, back up, restore and tidy the database.") { Migrate(), Backup(), Restore(), Vacuum() };

    private static Command Migrate() => On("migrate", "Bring the schema up to date, as each start does.", [], async (database, _, ct) =>
    {
        await database.Migrate(ct);
        return new() { ["migrated"] = database.Options.ToString() };
    });

    private static Command Backup()
    {
        var file = new Argument<FileInfo>("file") { Description = "Is replaced if it is there." };
        return On("backup", "Write everything into one file, while the hub goes on working.", [file], async (database, parsed, ct) =>
            Told(parsed.GetValue(file)!, await new BackupWriter(database).Save(parsed.GetValue(file)!.FullName, ct)));
    }

    private static Command Restore()
    {
        var file = new Argument<FileInfo>("file") { Description = "A backup of SQLite or PostgreSQL: it fills either." };
        return On("restore", "Fill an empty database from a backup.", [file], async (database, parsed, ct) =>
        {
            var given = parsed.GetValue(file)!;
            return given.Exists
                ? Told(given, await new BackupReader(database).Restore(given.FullName, ct))
                : throw new HubException($"There is no file {given.FullName}.");
        });
    }

    private static Command Vacuum()
    {
        var age = new Option<double?>("--responses-older-than-days") { Description = "Forget kept answers of models that are older than this." };
        return On("vacuum", "Give back the space of what was deleted.", [age], async (database, parsed, ct) =>
        {
            var forgotten = parsed.GetValue(age) is { } days
                ? await new ResponseCache(database).Sweep(TimeProvider.System.GetUtcNow() - TimeSpan.FromDays(days), ct)
                : 0;
            await database.Vacuum(ct);
            return new() { ["vacuumed"] = database.Options.ToString(), ["forgottenResponses"] = forgotten };
        });
    }

    private static JsonObject Told(FileInfo file, BackupManifest manifest) => new()
    {
        ["file"] = file.FullName,
        ["schema"] = manifest.Schema,
        ["taken"] = manifest.Taken.ToString("O"),
        ["rows"] = new JsonObject(manifest.Rows.Select(static table => KeyValuePair.Create(table.Key, (JsonNode?)table.Value))),
    };

    private static Command On(
        string name, string description, IReadOnlyList<Symbol> symbols, Func<Database, ParseResult, CancellationToken, Task<JsonObject>> action)
    {
        var command = new Command(name, description) { Data, Db };
        foreach (var symbol in symbols)
        {
            if (symbol is Argument argument)
            {
                command.Add(argument);
            }
            else
            {
                command.Add((Option)symbol);
            }
        }

        return command.Computes(async (parsed, ct) =>
        {
            try
            {
                await using var database = new Database(
                    StorageOptions.Parse(parsed.GetValue(Db) ?? $"sqlite:{Path.Combine(parsed.GetValue(Data)!.FullName, "benchhub.db")}"), TimeProvider.System);
                return parsed.Print(await action(database, parsed, ct), Show);
            }
            catch (Exception wrong) when (StartFailure.Explain(wrong) is { } sentence)
            {
                throw new HubException(sentence, inner: wrong);
            }
        });
    }

    private static void Show(JsonNode answer)
    {
        foreach (var (name, value) in answer.AsObject())
        {
            if (value is JsonObject rows)
            {
                AnsiConsole.MarkupLineInterpolated($"{name}: {string.Join(", ", rows.Where(static row => (long)row.Value! > 0).Select(static row => $"{row.Value} {row.Key}"))}");
                continue;
            }

            AnsiConsole.MarkupLineInterpolated($"{name}: {value}");
        }
    }
}
