using System.Text.Json.Nodes;
using BenchHub.Storage.Batches;

namespace BenchHub.Grains.Batches.Serving;

/// <summary>Looks through all lines before the first is asked, as the provider does: one bad line and nothing is paid.</summary>
internal sealed class ServedValidation(ServedFiles files, ServedSystems systems)
{
    public const int MostLines = 50_000;
    private const int MostErrors = 100;

    /// <returns>How many lines there are, and what is wrong with the first bad ones.</returns>
    public async Task<(int Total, JsonArray Errors)> Run(ServedBatch batch, CancellationToken ct)
    {
        var (total, errors, ids) = (0, new JsonArray(), new HashSet<string>());
        await foreach (var (number, line) in ServedLines.Read(files, batch.InputFileId, ct))
        {
            try
            {
                var request = ServedRequest.Parse(line, batch.Endpoint);
                if (!ids.Add(request.CustomId))
                {
                    throw new BadLineException("duplicate_custom_id", $"The custom_id '{request.CustomId}' stands in an earlier line too.", "custom_id");
                }

                if (!await systems.Knows(request.Model, ct))
                {
                    throw new BadLineException(
                        "model_not_found", $"There is no language model '{request.Model}' here; 'model' is the name or id of a registered system of the kind llm.", "body.model");
                }

                total++;
            }
            catch (BadLineException bad)
            {
                errors.Add((JsonNode)Error(bad.Code, bad.Message, bad.Param, number));
            }

            if (errors.Count == MostErrors || total > MostLines)
            {
                break;
            }
        }

        if (total > MostLines)
        {
            errors.Add((JsonNode)Error("too_many_requests", $"The file has more than {MostLines:N0} requests; split it.", null, null));
        }
        else if (total + errors.Count == 0)
        {
            errors.Add((JsonNode)Error("empty_file", "The file has no requests.", null, null));
        }

        return (total, errors);
    }

    private static JsonObject Error(string code, string message, string? param, int? line) => new()
    {
        ["code"] = code,
        ["message"] = message,
        ["param"] = param,
        ["line"] = line,
    };
}
