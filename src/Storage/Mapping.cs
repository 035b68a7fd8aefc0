using System.Data;
using System.Text.Encodings.Web;
using System.Text.Json;
using Dapper;
using Npgsql;
using NpgsqlTypes;

namespace BenchHub.Storage;

/// <summary>The one place where a value's form differs between the engines.</summary>
internal static class Mapping
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    static Mapping()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        // Dapper asks a handler only for types it has no mapping of its own for.
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset?));
        SqlMapper.RemoveTypeMap(typeof(string));
        SqlMapper.AddTypeHandler(new TextHandler());
        SqlMapper.AddTypeHandler(new InstantHandler());
        SqlMapper.AddTypeHandler(new TextListHandler());
    }

    /// <summary>Runs the static constructor, once.</summary>
    public static void Use()
    {
    }

    public static string Quoted(string tag) => JsonSerializer.Serialize(tag, Plain);

    /// <summary>Undefined numbers are null in SQL: SQLite cannot hold a NaN.</summary>
    public static double? Defined(double? value) => value is { } number && !double.IsNaN(number) ? number : null;

    private sealed class TextHandler : SqlMapper.TypeHandler<string>
    {
        public override void SetValue(IDbDataParameter parameter, string? value)
        {
            parameter.DbType = DbType.String;
            parameter.Value = value is null ? DBNull.Value : Texts.Storable(value);
        }

        public override string? Parse(object value) => (string)value;
    }

    private sealed class InstantHandler : SqlMapper.TypeHandler<DateTimeOffset>
    {
        public override void SetValue(IDbDataParameter parameter, DateTimeOffset value)
        {
            if (parameter is NpgsqlParameter postgres)
            {
                postgres.NpgsqlDbType = NpgsqlDbType.TimestampTz;
                postgres.Value = Instants.FromMicroseconds(Instants.ToMicroseconds(value));
            }
            else
            {
                parameter.DbType = DbType.Int64;
                parameter.Value = Instants.ToMicroseconds(value);
            }
        }

        public override DateTimeOffset Parse(object value) => value switch
        {
            long microseconds => Instants.FromMicroseconds(microseconds),
            DateTime utc => new DateTimeOffset(utc, TimeSpan.Zero),
            DateTimeOffset at => at,
            _ => throw new DataException($"An instant cannot be read from {value.GetType().Name}."),
        };
    }

    private sealed class TextListHandler : SqlMapper.TypeHandler<IReadOnlyList<string>>
    {
        public override void SetValue(IDbDataParameter parameter, IReadOnlyList<string>? value)
        {
            parameter.DbType = DbType.String;
            parameter.Value = JsonSerializer.Serialize(value ?? [], Plain);
        }

        public override IReadOnlyList<string> Parse(object value) => JsonSerializer.Deserialize<string[]>((string)value) ?? [];
    }
}

/// <summary>A JSON text as a parameter: PostgreSQL wants its type named.</summary>
internal sealed class Json(string text) : SqlMapper.ICustomQueryParameter
{
    public void AddParameter(IDbCommand command, string name)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = Texts.Storable(text);
        if (parameter is NpgsqlParameter postgres)
        {
            postgres.NpgsqlDbType = NpgsqlDbType.Json;
        }

        command.Parameters.Add(parameter);
    }
}
