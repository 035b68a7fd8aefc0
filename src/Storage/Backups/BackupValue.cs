using System.Globalization;

namespace BenchHub.Storage.Backups;

/// <summary>One value of a row on its way from one engine to another: a tag, then what it says.</summary>
internal static class BackupValue
{
    private const string SqliteNow = "yyyy-MM-dd HH:mm:ss";

    private enum Tag : byte
    {
        None,
        Whole,
        Real,
        Text,
        Bytes,
        Instant,
    }

    public static void Write(BinaryWriter to, object? value)
    {
        switch (value)
        {
            case null or DBNull:
                to.Write((byte)Tag.None);
                break;
            case bool flag:
                Whole(to, flag ? 1 : 0);
                break;
            case int number:
                Whole(to, number);
                break;
            case long number:
                Whole(to, number);
                break;
            case double number:
                to.Write((byte)Tag.Real);
                to.Write(number);
                break;
            case decimal money:
                Text(to, money.ToString(CultureInfo.InvariantCulture));
                break;
            case string text:
                Text(to, text);
                break;
            case DateTime at:
                to.Write((byte)Tag.Instant);
                to.Write(Instants.ToMicroseconds(new DateTimeOffset(DateTime.SpecifyKind(at, DateTimeKind.Utc))));
                break;
            case byte[] bytes:
                to.Write((byte)Tag.Bytes);
                to.Write7BitEncodedInt(bytes.Length);
                to.Write(bytes);
                break;
            default:
                throw new NotSupportedException($"No column of ours holds a {value.GetType().Name}.");
        }
    }

    /// <exception cref="InvalidDataException">The bytes are no value.</exception>
    public static object? Read(BinaryReader from) => (Tag)from.ReadByte() switch
    {
        Tag.None => null,
        Tag.Whole => from.ReadInt64(),
        Tag.Real => from.ReadDouble(),
        Tag.Text => from.ReadString(),
        Tag.Bytes => Bytes(from),
        Tag.Instant => Instants.FromMicroseconds(from.ReadInt64()),
        _ => throw new InvalidDataException("The backup is damaged: it holds a value of an unknown kind."),
    };

    /// <summary>As the column of the database that is filled wants it.</summary>
    public static object? For(object? value, BulkType column) => (column, value) switch
    {
        (_, null) => null,
        (BulkType.Number, long number) => checked((int)number),
        (BulkType.Flag, long number) => number != 0,
        (BulkType.Real, long number) => (double)number,
        (BulkType.Money, string text) => decimal.Parse(text, CultureInfo.InvariantCulture),
        (BulkType.Instant, long microseconds) => Instants.FromMicroseconds(microseconds),
        (BulkType.Instant, string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal),
        (BulkType.Large, DateTimeOffset at) => Instants.ToMicroseconds(at),
        (BulkType.Text, DateTimeOffset at) => at.UtcDateTime.ToString(SqliteNow, CultureInfo.InvariantCulture),
        _ => value,
    };

    private static void Whole(BinaryWriter to, long number)
    {
        to.Write((byte)Tag.Whole);
        to.Write(number);
    }

    private static void Text(BinaryWriter to, string text)
    {
        to.Write((byte)Tag.Text);
        to.Write(text);
    }

    private static byte[] Bytes(BinaryReader from)
    {
        var length = from.Read7BitEncodedInt();
        var bytes = from.ReadBytes(Math.Max(0, length));
        return bytes.Length == length ? bytes : throw new EndOfStreamException();
    }
}
