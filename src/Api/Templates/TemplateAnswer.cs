using System.Text.Json.Nodes;
using BenchHub.Storage.Templates;

namespace BenchHub.Api.Templates;

/// <param name="Job">As POST /batch/jobs takes it.</param>
internal sealed record TemplateAnswer(string Id, string Name, string Description, JsonObject Job, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    public static readonly CsvTable<TemplateAnswer> Csv = new(
        ("id", static template => template.Id), ("name", static template => template.Name), ("description", static template => template.Description),
        ("job", static template => JobDocument.Text(template.Job)), ("createdAt", static template => template.CreatedAt), ("updatedAt", static template => template.UpdatedAt));

    public static TemplateAnswer Of(TemplateRow row) => new(row.Id, row.Name, row.Description, JobDocument.Parse(row.Job), row.CreatedAt, row.UpdatedAt);
}
