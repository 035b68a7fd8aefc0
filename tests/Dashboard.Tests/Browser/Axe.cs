using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Playwright;

namespace BenchHub.Dashboard.Tests.Browser;

/// <summary>The accessibility checks of axe-core, as npm installed it with the dashboard.</summary>
internal static class Axe
{
    private static readonly Lazy<string> Script = new(static () => File.ReadAllText(Path()));

    /// <summary>Findings against WCAG 2.2 AA of impact serious or critical, each as rule, where and why.</summary>
    public static async Task<IReadOnlyList<string>> SeriousFindings(IPage page)
    {
        // Evaluated by the debugger's protocol, which the page's policy does not bind.
        await page.EvaluateAsync(Script.Value);
        var found = await page.EvaluateAsync<JsonElement>(
            """
            async () => (await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })).violations
                .filter(found => found.impact === 'serious' || found.impact === 'critical')
                .flatMap(found => found.nodes.map(node => `${found.id}: ${node.html.slice(0, 200)} — ${node.failureSummary}`))
            """);
        return [.. found.EnumerateArray().Select(static finding => finding.GetString()!)];
    }

    private static string Path([CallerFilePath] string source = "")
    {
        var path = System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(source)!, "../../../src/Dashboard/node_modules/axe-core/axe.min.js"));
        Assert.SkipUnless(File.Exists(path), $"axe-core is not installed at {path}; 'npm ci' in src/Dashboard does it.");
        return path;
    }
}
