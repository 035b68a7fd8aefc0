using System.Text.Json;
using System.Text.Json.Nodes;
using BenchHub.Evaluation.Tasks.Templates;
using BenchHub.Evaluation.Tests.Golden;

namespace BenchHub.Evaluation.Tests.Tasks.Templates;

public sealed class TemplateReferenceTests
{
    private static readonly JsonObject Reference = ReferenceJson.Load("template_reference.json");

    private static readonly JsonElement Record = JsonSerializer.SerializeToElement(Reference["record"]);

    public static TheoryData<string, string> Cases =>
        [.. Reference["cases"]!.AsArray().Select(static one => ((string)one!["template"]!, (string)one["text"]!))];

    public static TheoryData<string> Errors => [.. Reference["errors"].Array<string>()];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Render_TemplateOfTheReference_IsWhatJinjaRenders(string template, string text) =>
        Assert.Equal(text, Template.Parse(template).Render(Record));

    [Theory]
    [MemberData(nameof(Errors))]
    public void Render_TemplateThatJinjaRefuses_IsRefusedWithItsPlace(string template) => Assert.Matches(
        @"\Atemplate line \d+, column \d+: .+\.\z", Assert.Throws<TemplateException>(() => Template.Parse(template).Render(Record)).Message);
}
