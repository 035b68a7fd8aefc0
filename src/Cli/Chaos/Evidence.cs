using System.Text.Json.Nodes;

namespace BenchHub.Cli.Chaos;

/// <summary>What a finished job left: to be compared with that of an undisturbed one.</summary>
/// <param name="Items">How many the job has.</param>
/// <param name="Recorded">Outcomes that were counted; more than items where one was recorded twice.</param>
/// <param name="Listed">Different items in the result.</param>
/// <param name="Numbers">All metrics with intervals and counts, and all scores of all items in their order: texts of doubles that are equal where the bits are.</param>
/// <param name="Paid">Answers that were booked as paid.</param>
internal sealed record Evidence(int Items, int Recorded, int Listed, string Numbers, int Paid)
{
    public int Lost => Items - Listed;

    public int Doubled => Math.Max(0, Recorded - Items);

    public static async Task<Evidence> Collect(PatientHub hub, JsonNode job, CancellationToken ct)
    {
        var numbers = new System.Text.StringBuilder();
        var listed = new HashSet<int>();
        var (repeats, paid) = (0, 0);
        foreach (var named in job["results"]!.AsArray())
        {
            var id = (string)named!["id"]!;
            var result = await hub.Get($"/api/v1/results/{id}", ct);
            paid += (int?)result["spent"]?["unpriced"] ?? 0;
            numbers.Append(result["metrics"]!.ToJsonString());
            for (string? cursor = ""; cursor is not null;)
            {
                var page = await hub.Get($"/api/v1/results/{id}/items?limit=1000{(cursor.Length == 0 ? "" : $"&cursor={Uri.EscapeDataString(cursor)}")}", ct);
                foreach (var item in page["items"]!.AsArray())
                {
                    repeats += listed.Add((int)item!["index"]!) ? 0 : 1;
                    numbers.Append(item["itemId"]!.ToJsonString()).Append(item["scores"]!.ToJsonString()).Append(item["error"]?.ToJsonString());
                }

                cursor = (string?)page["nextCursor"];
            }
        }

        return new((int)job["itemsTotal"]!, (int)job["itemsDone"]! + repeats, listed.Count, numbers.ToString(), paid);
    }
}
