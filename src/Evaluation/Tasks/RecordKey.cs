using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace BenchHub.Evaluation.Tasks;

/// <summary>
/// What a record says, whatever it is called and in whatever order its fields stand: SHA-256 of its fields without those that
/// name it. Equal keys mean equal records.
/// </summary>
public readonly record struct RecordKey
{
    private readonly UInt128 _first;
    private readonly UInt128 _second;

    private RecordKey(ReadOnlySpan<byte> hash) =>
        (_first, _second) = (BinaryPrimitives.ReadUInt128LittleEndian(hash), BinaryPrimitives.ReadUInt128LittleEndian(hash[16..]));

    /// <summary>Fields in which a record has its name, the first that is there.</summary>
    public static IReadOnlyList<string> IdFields { get; } = ["id", "_id", "task_id"];

    /// <summary>Bits to draw by.</summary>
    internal ulong Seed => (ulong)_first;

    public static RecordKey Of(JsonElement record)
    {
        try
        {
            var bytes = new ArrayBufferWriter<byte>();
            using (var json = new Utf8JsonWriter(bytes, new() { SkipValidation = true }))
            {
                Write(json, record, static field => !IdFields.Contains(field));
            }

            return new(SHA256.HashData(bytes.WrittenSpan));
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, which whoever reads the record tells of, equals nothing but itself.
            return new(SHA256.HashData(Encoding.UTF8.GetBytes(record.GetRawText())));
        }
    }

    private static void Write(Utf8JsonWriter json, JsonElement value, Func<string, bool> counts)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var field in value.EnumerateObject().Where(field => counts(field.Name)).OrderBy(static field => field.Name, StringComparer.Ordinal))
                {
                    json.WritePropertyName(field.Name);
                    Write(json, field.Value, static _ => true);
                }

                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                {
                    Write(json, item, static _ => true);
                }

                json.WriteEndArray();
                break;
            default:
                value.WriteTo(json);
                break;
        }
    }
}
