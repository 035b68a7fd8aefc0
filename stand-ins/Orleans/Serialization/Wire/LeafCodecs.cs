using System.Globalization;
using System.Net;
using System.Numerics;
using Orleans.Runtime;

namespace Orleans.Serialization;

/// <summary>Values without parts.</summary>
internal static class LeafCodecs
{
    private static readonly Dictionary<Type, Codec> Known = new()
    {
        [typeof(string)] = new((writer, value) => writer.Text((string)value), reader => reader.Text()),
        [typeof(bool)] = new((writer, value) => writer.Byte((bool)value ? (byte)1 : (byte)0), reader => reader.Byte() != 0),
        [typeof(byte)] = new((writer, value) => writer.Byte((byte)value), reader => reader.Byte()),
        [typeof(sbyte)] = Integer(value => (sbyte)value, number => (sbyte)number),
        [typeof(short)] = Integer(value => (short)value, number => (short)number),
        [typeof(ushort)] = Integer(value => (ushort)value, number => (ushort)number),
        [typeof(char)] = Integer(value => (char)value, number => (char)number),
        [typeof(int)] = new((writer, value) => writer.Int32((int)value), reader => reader.Int32()),
        [typeof(uint)] = Integer(value => (uint)value, number => (uint)number),
        [typeof(long)] = new((writer, value) => writer.Int64((long)value), reader => reader.Int64()),
        [typeof(ulong)] = Integer(value => unchecked((long)(ulong)value), number => unchecked((ulong)number)),
        [typeof(float)] = new((writer, value) => writer.Double((float)value), reader => (float)reader.Double()),
        [typeof(double)] = new((writer, value) => writer.Double((double)value), reader => reader.Double()),
        [typeof(DateTime)] = Integer(value => ((DateTime)value).ToBinary(), number => DateTime.FromBinary(number)),
        [typeof(TimeSpan)] = Integer(value => ((TimeSpan)value).Ticks, number => TimeSpan.FromTicks(number)),
        [typeof(DateOnly)] = Integer(value => ((DateOnly)value).DayNumber, number => DateOnly.FromDayNumber((int)number)),
        [typeof(TimeOnly)] = Integer(value => ((TimeOnly)value).Ticks, number => new TimeOnly(number)),
        [typeof(DateTimeOffset)] = Text(value => ((DateTimeOffset)value).ToString("O", CultureInfo.InvariantCulture), text => DateTimeOffset.ParseExact(text, "O", CultureInfo.InvariantCulture)),
        [typeof(Guid)] = new((writer, value) => writer.Bytes(((Guid)value).ToByteArray()), reader => new Guid(reader.Take(16))),
        [typeof(decimal)] = Text(value => ((decimal)value).ToString(CultureInfo.InvariantCulture), text => decimal.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture)),
        [typeof(BigInteger)] = Text(value => ((BigInteger)value).ToString(CultureInfo.InvariantCulture), text => BigInteger.Parse(text, CultureInfo.InvariantCulture)),
        [typeof(Int128)] = Text(value => ((Int128)value).ToString(CultureInfo.InvariantCulture), text => Int128.Parse(text, CultureInfo.InvariantCulture)),
        [typeof(UInt128)] = Text(value => ((UInt128)value).ToString(CultureInfo.InvariantCulture), text => UInt128.Parse(text, CultureInfo.InvariantCulture)),
        [typeof(Half)] = Text(value => ((Half)value).ToString("R", CultureInfo.InvariantCulture), text => Half.Parse(text, CultureInfo.InvariantCulture)),
        [typeof(Uri)] = Text(value => ((Uri)value).OriginalString, text => new Uri(text, UriKind.RelativeOrAbsolute)),
        [typeof(Version)] = Text(value => ((Version)value).ToString(), Version.Parse),
        [typeof(IPAddress)] = Text(value => ((IPAddress)value).ToString(), IPAddress.Parse),
        [typeof(IPEndPoint)] = Text(value => ((IPEndPoint)value).ToString(), IPEndPoint.Parse),
        [typeof(SiloAddress)] = Text(value => ((SiloAddress)value).ToParsableString(), SiloAddress.FromParsableString),
        [typeof(GrainId)] = new((writer, value) => Write(writer, (GrainId)value), reader => ReadGrainId(reader)),
        [typeof(object)] = new((_, _) => { }, _ => new object()),
    };

    public static Codec? TryCreate(Type type) =>
        Known.GetValueOrDefault(type)
        ?? (type.IsEnum ? Integer(value => unchecked((long)((IConvertible)value).ToDecimal(null)), number => Enum.ToObject(type, number))
            : typeof(IPAddress).IsAssignableFrom(type) ? Known[typeof(IPAddress)]
            : typeof(Type).IsAssignableFrom(type) ? Text(value => TypeNames.Of((Type)value), TypeNames.Resolve)
            : null);

    public static void Write(WireWriter writer, GrainId id)
    {
        writer.Text(id.Type.ToString());
        writer.Text(id.Key.ToString());
    }

    public static GrainId ReadGrainId(WireReader reader)
    {
        var type = reader.Text();
        return GrainId.Create(type, reader.Text());
    }

    private static Codec Integer(Func<object, long> write, Func<long, object> read) =>
        new((writer, value) => writer.Int64(write(value)), reader => read(reader.Int64()));

    private static Codec Text(Func<object, string> write, Func<string, object> read) =>
        new((writer, value) => writer.Text(write(value)), reader => read(reader.Text()));
}
