using System.Buffers.Binary;
using System.Buffers.Text;
using System.Text;

namespace BenchHub.Storage;

/// <summary>Which part of a list to read.</summary>
/// <param name="Limit">Rows wanted; taken as the nearest of 1 to 1,000.</param>
/// <param name="Cursor"><see cref="Page{T}.NextCursor"/> of the page before; null for the first page.</param>
/// <param name="Offset">Rows to skip after the cursor.</param>
public sealed record PageRequest(int Limit = 50, string? Cursor = null, int Offset = 0)
{
    internal int Rows => Math.Clamp(Limit, 1, 1000);

    internal int Skip => Math.Max(0, Offset);
}

/// <summary>Part of a list. A cursor names the last row shown, so rows added meanwhile neither repeat nor hide one.</summary>
/// <param name="Items">In the list's order.</param>
/// <param name="NextCursor">Null on the last page.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor);

/// <summary>The sort key and the id of one row: where the next page begins.</summary>
internal readonly record struct Cursor(DateTimeOffset At, string Id)
{
    public static Cursor? Parse(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        try
        {
            var bytes = Base64Url.DecodeFromChars(text);
            var at = DateTimeOffset.UnixEpoch.AddMicroseconds(BinaryPrimitives.ReadInt64BigEndian(bytes));
            return new(at, new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes.AsSpan(8)));
        }
        catch (Exception malformed) when (malformed is FormatException or ArgumentException)
        {
            throw new MalformedCursorException(text);
        }
    }

    public override string ToString()
    {
        var bytes = new byte[8 + Encoding.UTF8.GetByteCount(Id)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, Instants.ToMicroseconds(At));
        Encoding.UTF8.GetBytes(Id, bytes.AsSpan(8));
        return Base64Url.EncodeToString(bytes);
    }
}
