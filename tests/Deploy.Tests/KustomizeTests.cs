namespace BenchHub.Deploy.Tests;

public sealed class KustomizeTests
{
    [Theory]
    [InlineData("base")]
    [InlineData("overlays/local")]
    [InlineData("overlays/production")]
    public async Task Build_Folder_MakesObjectsOfTheirSchemas(string folder)
    {
        var yaml = await Build(folder);
        Assert.Equal("", await Tools.CheckManifests(yaml));

        var ours = Manifests.Ours(Manifests.Parse(yaml)).ToList();
        Assert.Equal(2, ours.Count);
        Assert.All(ours, Manifests.AssertContained);
        Assert.All(ours, Manifests.AssertDrains);
    }

    private static Task<string> Build(string folder)
    {
        var path = Path.Combine(Tools.Root, "k8s", folder);
        if (Tools.Has("kustomize"))
        {
            return Tools.Succeeds("kustomize", ["build", path]);
        }

        Assert.SkipUnless(Tools.Has("kubectl"), "Neither 'kubectl' nor 'kustomize' is here; with one of them k8s/ is checked too.");
        return Tools.Succeeds("kubectl", ["kustomize", path]);
    }
}
