using System.Diagnostics.CodeAnalysis;

namespace BenchHub.Storage.Backups;

/// <summary>Which tables a backup holds, and what it calls them: PostgreSQL folds names to lower case.</summary>
internal static class BackupTables
{
    // Each start makes these anew: the statements and reminders of Orleans, who is in the cluster, what was migrated.
    private static readonly string[] Left = ["schema_migrations", "orleansquery", "orleansreminderstable", "orleansmembershiptable", "orleansmembershipversiontable"];

    public static bool IsKept(BulkTable table) => !Left.Contains(Name(table));

    public static string Entry(BulkTable table) => $"{Name(table)}.rows";

    public static string Name(BulkTable table) => Name(table.Name);

    [SuppressMessage("Globalization", "CA1308", Justification = "PostgreSQL's own folding is to lower case.")]
    public static string Name(string name) => name.ToLowerInvariant();
}
