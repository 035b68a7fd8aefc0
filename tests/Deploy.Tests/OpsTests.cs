namespace BenchHub.Deploy.Tests;

public sealed class OpsTests
{
    [Fact]
    public async Task Alerts_TheirTests_Pass()
    {
        var promtool = Path.Combine(Tools.Root, "artifacts", "tools", "usr", "bin", "promtool");
        if (!File.Exists(promtool))
        {
            Tools.Need("promtool", "prometheus");
            promtool = "promtool";
        }

        var folder = Path.Combine(Tools.Root, "ops", "prometheus");
        await Tools.Succeeds(promtool, ["check", "rules", "benchhub.rules.yml"], folder);
        await Tools.Succeeds(promtool, ["test", "rules", "benchhub.rules.test.yml"], folder);
    }

    [Fact]
    public async Task Scripts_Shellcheck_FindsNothing()
    {
        Tools.Need("shellcheck", "shellcheck");
        string[] scripts = [.. Directory.GetFiles(Path.Combine(Tools.Root, "scripts")), Path.Combine(Tools.Root, ".ci", "run"), Path.Combine(Tools.Root, "benchhub")];
        await Tools.Succeeds("shellcheck", ["--severity=warning", .. scripts]);
    }
}
