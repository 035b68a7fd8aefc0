using Microsoft.AspNetCore.Http;

namespace BenchHub.MockLlm;

/// <summary><c>GET /v1/models</c>, in Anthropic's shape for who sends its version header.</summary>
internal sealed class ModelList(IReadOnlyList<string> models)
{
    public Task Handle(HttpContext http) =>
        http.Response.Send(200, http.Request.Headers.ContainsKey("anthropic-version") ? Anthropic() : OpenAiList());

    private byte[] OpenAiList() => Json.Object(json =>
    {
        json.WriteString("object", "list");
        json.WriteObjects("data", models, static (model, name) =>
        {
            model.WriteString("id", name);
            model.WriteString("object", "model");
            model.WriteNumber("created", 0);
            model.WriteString("owned_by", "benchhub");
        });
    });

    private byte[] Anthropic() => Json.Object(json =>
    {
        json.WriteObjects("data", models, static (model, name) =>
        {
            model.WriteString("type", "model");
            model.WriteString("id", name);
            model.WriteString("display_name", name);
            model.WriteString("created_at", "1970-01-01T00:00:00Z");
        });
        json.WriteBoolean("has_more", false);
        json.WriteString("first_id", models[0]);
        json.WriteString("last_id", models[^1]);
    });
}
