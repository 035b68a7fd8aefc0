using YamlDotNet.RepresentationModel;

namespace BenchHub.Deploy.Tests;

/// <summary>What must hold for every pod of ours, whoever wrote its manifest.</summary>
internal static class Manifests
{
    private const int OpenCallsSeconds = 10;

    public static IReadOnlyList<YamlMappingNode> Parse(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return [.. stream.Documents.Select(static document => document.RootNode).OfType<YamlMappingNode>()];
    }

    public static string Text(this YamlNode node, params ReadOnlySpan<string> path) => ((YamlScalarNode)node.At(path)!).Value!;

    /// <returns>Null where there is none.</returns>
    public static YamlNode? At(this YamlNode node, params ReadOnlySpan<string> path)
    {
        foreach (var key in path)
        {
            if (node is not YamlMappingNode table || !table.Children.TryGetValue(key, out var below))
            {
                return null;
            }

            node = below;
        }

        return node;
    }

    public static IEnumerable<YamlMappingNode> Ours(IEnumerable<YamlMappingNode> objects) => objects.Where(static one =>
        one.Text("kind") is "Deployment" or "Job" && Container(one).Text("image").Contains("benchhub", StringComparison.Ordinal));

    public static YamlNode Pod(YamlNode workload) => workload.At("spec", "template", "spec")!;

    public static YamlNode Container(YamlNode workload) => ((YamlSequenceNode)Pod(workload).At("containers")!).Children.Single();

    public static void AssertContained(YamlNode workload)
    {
        var (pod, container) = (Pod(workload), Container(workload));
        Assert.Equal("false", pod.Text("automountServiceAccountToken"));
        Assert.Equal("true", pod.Text("securityContext", "runAsNonRoot"));
        Assert.NotNull(pod.At("securityContext", "seccompProfile", "type"));
        Assert.Equal("false", container.Text("securityContext", "allowPrivilegeEscalation"));
        Assert.Equal("true", container.Text("securityContext", "readOnlyRootFilesystem"));
        Assert.Equal("[ ALL ]", container.At("securityContext", "capabilities", "drop")!.ToString());
        Assert.NotNull(container.At("resources", "limits", "memory"));
    }

    public static void AssertDrains(YamlNode deployment)
    {
        var (pod, container) = (Pod(deployment), Container(deployment));
        Assert.All(["startupProbe", "livenessProbe", "readinessProbe"], probe => Assert.NotNull(container.At(probe, "httpGet", "path")));
        var preStop = int.Parse(((YamlSequenceNode)container.At("lifecycle", "preStop", "exec", "command")!).Children[1].ToString());
        var host = int.Parse(Environment(deployment).Single(static one => one.Text("name") == "DOTNET_shutdownTimeoutSeconds").Text("value"));
        Assert.True(host > OpenCallsSeconds, $"The host waits {host} s, open calls may take {OpenCallsSeconds} s.");
        Assert.True(int.Parse(pod.Text("terminationGracePeriodSeconds")) >= preStop + host, "The kubelet kills before the host gives up.");
    }

    public static IEnumerable<YamlNode> Environment(YamlNode workload) => (YamlSequenceNode)Container(workload).At("env")!;
}
