using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace BenchHub.Evaluation.Formats.Outputs;

/// <summary>What JSON says, whatever the order of fields, the escapes and the form of numbers.</summary>
internal static class RecordContent
{
    /// <summary>Equal for equal content; unequal otherwise, but for the odds of 128 bits.</summary>
    public static UInt128 Hash(IEnumerable<JsonElement> values)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var value in values)
        {
            Add(hash, value);
        }

        return BinaryPrimitives.ReadUInt128BigEndian(hash.GetHashAndReset());
    }

    /// <summary>Of some fields of an object; absent ones count as absent.</summary>
    public static UInt128 Hash(JsonElement record, IEnumerable<string> fields) =>
        Hash(fields.Select(field => record.TryGetProperty(field, out var value) ? value : default));

    private static void Add(IncrementalHash hash, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                Add(hash, 's', value.GetString()!);
                break;
            case JsonValueKind.Number:
                Add(hash, 'n', value.GetDouble().ToString("R", System.Globalization.CultureInfo.InvariantCulture));
                break;
            case JsonValueKind.Array:
                Add(hash, 'a', value.GetArrayLength().ToString(System.Globalization.CultureInfo.InvariantCulture));
                foreach (var entry in value.EnumerateArray())
                {
                    Add(hash, entry);
                }

                break;
            case JsonValueKind.Object:
                var fields = value.EnumerateObject().OrderBy(static field => field.Name, StringComparer.Ordinal).ToList();
                Add(hash, 'o', fields.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
                foreach (var field in fields)
                {
                    Add(hash, 'f', field.Name);
                    Add(hash, field.Value);
                }

                break;
            default:
                Add(hash, 'c', value.ValueKind.ToString());
                break;
        }
    }

    private static void Add(IncrementalHash hash, char kind, string text)
    {
        hash.AppendData(Encoding.UTF8.GetBytes($"{kind}{text.Length}:{text}"));
    }
}
