using System.Data;
using System.Data.Common;
using System.Globalization;

namespace Orleans.AdoNet;

/// <summary>Typed parameters, also for null, and columns by name that tolerate the number types of every database.</summary>
internal static class DbExtensions
{
    public static void Add(this DbCommand command, string name, string? value) => command.Add(name, DbType.String, value);

    public static void Add(this DbCommand command, string name, int value) => command.Add(name, DbType.Int32, value);

    public static void Add(this DbCommand command, string name, int? value) => command.Add(name, DbType.Int32, value);

    public static void Add(this DbCommand command, string name, long value) => command.Add(name, DbType.Int64, value);

    public static void Add(this DbCommand command, string name, DateTime value) => command.Add(name, DbType.DateTime, value);

    public static void Add(this DbCommand command, string name, byte[] value) => command.Add(name, DbType.Binary, value);

    public static string? Text(this DbDataReader row, string column) => row.Value(column) as string;

    public static byte[]? Bytes(this DbDataReader row, string column) => row.Value(column) as byte[];

    public static long? Number(this DbDataReader row, string column) =>
        row.Value(column) is { } value ? Convert.ToInt64(value, CultureInfo.InvariantCulture) : null;

    public static DateTime Utc(this DbDataReader row, string column) =>
        DateTime.SpecifyKind(row.GetDateTime(row.GetOrdinal(column)), DateTimeKind.Utc);

    private static object? Value(this DbDataReader row, string column) => row[column] is var value && value is DBNull ? null : value;

    private static void Add(this DbCommand command, string name, DbType type, object? value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.DbType, parameter.Value) = (name, type, value ?? DBNull.Value);
        command.Parameters.Add(parameter);
    }
}
