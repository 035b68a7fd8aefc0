using System.Text.Json;

namespace BenchHub.MockLlm;

/// <param name="Id"><c>file-…</c>.</param>
/// <param name="Name">As it was uploaded.</param>
/// <param name="Purpose"><c>batch</c> or <c>batch_output</c>.</param>
/// <param name="Bytes">The content.</param>
/// <param name="Created">Unix seconds.</param>
internal sealed record StoredFile(string Id, string Name, string Purpose, byte[] Bytes, long Created)
{
    public void Write(Utf8JsonWriter json)
    {
        json.WriteString("id", Id);
        json.WriteString("object", "file");
        json.WriteNumber("bytes", Bytes.Length);
        json.WriteNumber("created_at", Created);
        json.WriteString("filename", Name);
        json.WriteString("purpose", Purpose);
        json.WriteString("status", "processed");
    }
}
