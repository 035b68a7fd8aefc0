using System.Text.Json;
using System.Text.Json.Nodes;
using BenchHub.Cli.Hub;

namespace BenchHub.Cli.Systems;

internal static class SpecFile
{
    /// <exception cref="HubException">The file is missing or holds no JSON object.</exception>
    public static async Task<JsonObject> Read(FileInfo file, CancellationToken ct)
    {
        if (!file.Exists)
        {
            throw new HubException($"The file {file.FullName} does not exist.");
        }

        try
        {
            return JsonNode.Parse(await File.ReadAllTextAsync(file.FullName, ct)) as JsonObject
                ?? throw new HubException($"{file.Name} holds no JSON object.");
        }
        catch (JsonException malformed)
        {
            throw new HubException($"{file.Name}, line {malformed.LineNumber + 1}: not valid JSON.", inner: malformed);
        }
    }
}
