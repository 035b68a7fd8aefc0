using BenchHub.Storage.Templates;

namespace BenchHub.Api.Templates;

internal static class TemplateLookup
{
    /// <exception cref="RefusedException">Neither an id nor a name of a template.</exception>
    public static async Task<TemplateRow> Require(this TemplateCatalog templates, string idOrName, string field, CancellationToken ct) =>
        await templates.Find(idOrName.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase), ct)
        ?? throw new RefusedException(Refusal.NotFound, $"Template '{idOrName}' does not exist; GET /api/v1/templates lists those that do.", field);
}
