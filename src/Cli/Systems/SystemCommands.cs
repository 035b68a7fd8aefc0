using System.CommandLine;
using System.Text.Json.Nodes;

namespace BenchHub.Cli.Systems;

internal static class SystemCommands
{
    private const string Path = "/api/v1/systems";

    public static Command Create() => new("systems", "Register, list, check and remove systems.")
    {
        Add(), List(), Show(), Check(), Remove(),
    };

    private static Command Add()
    {
        var name = new Argument<string>("name");
        var kind = new Option<string?>("--kind") { Description = "rag (a retrieval service over HTTP), rag-answer (one that answers in words) or llm (a language model)." };
        var url = new Option<string>("--url") { Description = "Base address of the service.", Required = true };
        var model = new Option<string?>("--model") { Description = "The provider's name of the model; makes the kind llm." };
        var provider = new Option<string?>("--provider") { Description = "openai (and whoever speaks as it does), anthropic, gemini or huggingface (default openai)." };
        var answerPath = new Option<string?>("--answer-path") { Description = "Where a service answers in words (default /api/v1/answer); makes the kind rag-answer." };
        var embedding = new Option<string?>("--embedding-model") { Description = "The provider's name of a model that embeds, of a system of kind llm." };
        var topK = new Option<int?>("--top-k") { Description = "Documents to ask for (default 100)." };
        var concurrency = new Option<int?>("--max-concurrency") { Description = "Calls in flight at once, over all jobs." };
        var rate = new Option<double?>("--max-rate") { Description = "Calls per second, over all jobs." };
        var secret = new Option<string?>("--secret") { Description = "Sent as 'Authorization: Bearer …'; sealed at rest." };
        var spec = new Option<FileInfo?>("--spec") { Description = "JSON file with further fields, such as retrieve.path (docs/api.md)." };
        return new Command("add", "Check a system and register it.") { name, kind, url, model, provider, embedding, answerPath, topK, concurrency, rate, secret, spec }
            .Calls(async (hub, parsed, ct) =>
            {
                var body = parsed.GetValue(spec) is { } file ? await SpecFile.Read(file, ct) : [];
                body["name"] = parsed.GetValue(name);
                Set(body, "kind", parsed.GetValue(kind));
                if (parsed.GetValue(model) is { } named)
                {
                    var details = body["model"] as JsonObject ?? [];
                    details["name"] = named;
                    Set(details, "provider", parsed.GetValue(provider));
                    body["model"] = details;
                }

                Within(body, "answer", "path", parsed.GetValue(answerPath));
                Within(body, "embedding", "model", parsed.GetValue(embedding));
                body["url"] = parsed.GetValue(url);
                Set(body, "topK", parsed.GetValue(topK));
                Set(body, "apiKey", parsed.GetValue(secret));
                if (parsed.GetValue(concurrency) is not null || parsed.GetValue(rate) is not null)
                {
                    var limits = body["limits"] as JsonObject ?? [];
                    Set(limits, "concurrency", parsed.GetValue(concurrency));
                    Set(limits, "callsPerSecond", parsed.GetValue(rate));
                    body["limits"] = limits;
                }

                var system = await hub.Post(Path, body, ct);
                return parsed.Print(system, static added => Console.WriteLine($"Registered '{added["name"]}' as {added["id"]}."));
            });
    }

    private static Command List() => new Command("list", "List the registered systems.").Calls(async (hub, parsed, ct) =>
    {
        var systems = new JsonArray();
        await foreach (var system in hub.All(Path, ct))
        {
            systems.Add(system.DeepClone());
        }

        return parsed.Print(new JsonObject { ["items"] = systems }, static list =>
        {
            var table = Tables.Of("name", "kind", "url", "healthy", "id");
            foreach (var system in list["items"]!.AsArray())
            {
                table.Row(system!["name"], system["kind"], system["url"], system["health"]?["isHealthy"], system["id"]);
            }

            table.Show();
        });
    });

    private static Command Show() => ById("show", "Show one system.", static (hub, id, ct) => hub.Get($"{Path}/{id}", ct));

    private static Command Check() => ById("check", "Check a system's health now.", static (hub, id, ct) => hub.Post($"{Path}/{id}/health-check", null, ct));

    private static Command Remove() => ById("remove", "Remove a system; its results stay.", static (hub, id, ct) => hub.Delete($"{Path}/{id}", ct));

    private static Command ById(string verb, string description, Func<Hub.HubClient, string, CancellationToken, Task<JsonNode>> call)
    {
        var system = new Argument<string>("system") { Description = "Name or id." };
        return new Command(verb, description) { system }.Calls(async (hub, parsed, ct) =>
            parsed.Print(await call(hub, Uri.EscapeDataString(parsed.GetValue(system)!), ct), Json.Show));
    }

    private static void Within(JsonObject body, string part, string field, string? value)
    {
        if (value is not null)
        {
            var inner = body[part] as JsonObject ?? [];
            inner[field] = value;
            body[part] = inner;
        }
    }

    private static void Set<T>(JsonObject body, string field, T? value)
    {
        if (value is not null)
        {
            body[field] = JsonValue.Create(value);
        }
    }
}
