using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using BenchHub.Api.Tests.Hub;
using BenchHub.Api.V1;
using Google.Protobuf.Reflection;

namespace BenchHub.Api.Tests.OpenApi;

public sealed class ContractTests(HubFixture fixture)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task OpenApi_IsWhatWasReviewed()
    {
        var document = (await fixture.Api.Get("/openapi/v1.json")).Is(HttpStatusCode.OK).Json;

        await Snapshot.Matches(document.ToJsonString(Indented) + "\n", "openapi.verified.json");
    }

    [Fact]
    public async Task OpenApi_EveryOperationHasANameASummaryAndProblems()
    {
        var paths = (await fixture.Api.Get("/openapi/v1.json"))["paths"].AsObject();
        var operations = paths.SelectMany(static path => path.Value!.AsObject().Select(method => (Name: $"{method.Key} {path.Key}", Operation: method.Value!))).ToList();

        Assert.All(operations, static operation =>
        {
            Assert.NotNull(operation.Operation["operationId"]);
            Assert.NotNull(operation.Operation["summary"]);
            Assert.NotNull(operation.Operation["responses"]!["default"]!["content"]!["application/problem+json"]);
        });
        Assert.Equal(operations.Count, operations.Select(static operation => (string?)operation.Operation["operationId"]).Distinct().Count());
        Assert.DoesNotContain("top_k", paths.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Protos_AreWhatWasReviewed()
    {
        FileDescriptor[] files = [SystemsReflection.Descriptor, DatasetsReflection.Descriptor, JobsReflection.Descriptor, ResultsReflection.Descriptor, MetricsReflection.Descriptor];
        var text = string.Join("\n", files.Select(static file => JsonNode.Parse(file.ToProto().ToString())!.ToJsonString(Indented)));

        await Snapshot.Matches(text + "\n", "protos.verified.txt");
    }
}
