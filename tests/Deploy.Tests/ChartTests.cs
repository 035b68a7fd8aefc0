namespace BenchHub.Deploy.Tests;

public sealed class ChartTests
{
    [Theory]
    [InlineData("least")]
    [InlineData("small")]
    [InlineData("everything")]
    public async Task Template_Values_MakesObjectsOfTheirSchemas(string values)
    {
        var yaml = await Tools.Render(Values(values));
        Assert.Equal("", await Tools.CheckManifests(yaml));
    }

    [Theory]
    [InlineData("least")]
    [InlineData("small")]
    [InlineData("everything")]
    public async Task Template_Values_MakesPodsThatAreContainedAndDrain(string values)
    {
        var ours = Manifests.Ours(Manifests.Parse(await Tools.Render(Values(values)))).ToList();
        Assert.All(ours, Manifests.AssertContained);
        Assert.All(ours.Where(static one => one.Text("kind") == "Deployment"), Manifests.AssertDrains);
        Assert.Equal(values == "small" ? 2 : 3, ours.Count);
    }

    [Fact]
    public async Task Template_Sandbox_LoosensTheSilosOnly()
    {
        var profiles = Manifests.Ours(Manifests.Parse(await Tools.Render(Values("everything"))))
            .ToDictionary(static one => one.Text("metadata", "name"), static one => Manifests.Pod(one).Text("securityContext", "seccompProfile", "type"));
        Assert.Equal("Localhost", profiles["measuring-silo"]);
        Assert.Equal("RuntimeDefault", profiles["measuring-api"]);
        Assert.Equal("RuntimeDefault", profiles["measuring-migration"]);
    }

    [Fact]
    public async Task Template_Rules_AreThoseOfPrometheus()
    {
        var objects = Manifests.Parse(await Tools.Render(Values("everything")));
        var rule = objects.Single(static one => one.Text("kind") == "PrometheusRule");
        var file = Manifests.Parse(await File.ReadAllTextAsync(Path.Combine(Tools.Root, "ops", "prometheus", "benchhub.rules.yml"), TestContext.Current.CancellationToken)).Single();
        Assert.Equal(file.At("groups"), rule.At("spec", "groups"));
    }

    [Theory]
    [InlineData("least")]
    [InlineData("small")]
    [InlineData("everything")]
    public async Task Schema_Values_AreAccepted(string values) => Assert.Equal("", await Tools.CheckValues(Values(values)));

    [Theory]
    [InlineData("database: {existingSecret: \"\"}", "/database/existingSecret")]
    [InlineData("clustering: consul", "/clustering")]
    [InlineData("clustering: redis", "/redis/existingSecret")]
    [InlineData("silo: {replcias: 4}", "replcias")]
    [InlineData("silo: {terminationGracePeriodSeconds: 5}", "/silo/terminationGracePeriodSeconds")]
    [InlineData("api: {tmpSize: big}", "/api/tmpSize")]
    public async Task Schema_WrongValue_IsNamed(string wrong, string named)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, wrong, TestContext.Current.CancellationToken);
            Assert.Contains(named, await Tools.CheckValues(Values("least"), file), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static string Values(string name) => Path.Combine(Tools.Here, "values", $"{name}.yaml");
}
