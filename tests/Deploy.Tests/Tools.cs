using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace BenchHub.Deploy.Tests;

/// <summary>Programs of other people that these tests ask. One that is not here skips what needs it, with a sentence.</summary>
internal static class Tools
{
    public static readonly string Root = Path.GetFullPath(Path.Combine(Folder(), "..", ".."));
    public static readonly string Chart = Path.Combine(Root, "helm", "benchhub");
    public static readonly string Here = Path.Combine(Root, "tests", "Deploy.Tests");

    private static readonly string Built = Path.Combine(Root, "artifacts", "deploy-tests");
    private static readonly Lazy<Task<string>> Renderer = new(BuildRenderer);
    private static readonly Lazy<Task> Schemas = new(InstallSchemas);

    public static bool Has(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, program)));

    public static void Need(string program, string package) =>
        Assert.SkipUnless(Has(program), $"'{program}' is missing: apt-get install {package}, and this is checked too.");

    /// <returns>What `helm template` prints, by helm where it is installed and else by render/main.go.</returns>
    public static async Task<string> Render(string values)
    {
        if (Has("helm"))
        {
            return await Succeeds("helm", ["template", "hub", Chart, "--namespace", "measuring", "--values", values]);
        }

        return await Succeeds(await Renderer.Value, [Chart, "hub", values]);
    }

    /// <returns>One finding a line; none where each object stands as its Kubernetes schema says.</returns>
    public static async Task<string> CheckManifests(string yaml) => await Check(["manifests"], yaml);

    public static async Task<string> CheckValues(params string[] files) =>
        await Check(["values", Path.Combine(Chart, "values.schema.json"), Path.Combine(Chart, "values.yaml"), .. files], "");

    public static async Task<string> Succeeds(string program, string[] arguments, string? folder = null)
    {
        var (code, output, errors) = await Run(program, arguments, folder ?? Root, "");
        Assert.True(code == 0, $"{program} {string.Join(' ', arguments)} ended with {code}:\n{output}\n{errors}");
        return output;
    }

    private static async Task<string> Check(string[] arguments, string input)
    {
        Need("node", "nodejs");
        Need("npm", "npm");
        await Schemas.Value;
        var (code, output, errors) = await Run("node", ["check.mjs", .. arguments], Path.Combine(Here, "schemas"), input);
        Assert.True(code == 0 || output.Length > 0, errors);
        return output.Trim();
    }

    private static async Task InstallSchemas()
    {
        var folder = Path.Combine(Here, "schemas");
        var installed = new FileInfo(Path.Combine(folder, "node_modules", ".package-lock.json"));
        if (!installed.Exists || installed.LastWriteTimeUtc < File.GetLastWriteTimeUtc(Path.Combine(folder, "package-lock.json")))
        {
            await Succeeds("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], folder);
        }
    }

    private static async Task<string> BuildRenderer()
    {
        Need("go", "golang-go golang-github-masterminds-sprig-dev golang-gopkg-yaml.v3-dev");
        Assert.SkipUnless(
            Directory.Exists("/usr/share/gocode/src/github.com/Masterminds/sprig") && Directory.Exists("/usr/share/gocode/src/gopkg.in/yaml.v3"),
            "The chart's functions are missing: apt-get install golang-github-masterminds-sprig-dev golang-gopkg-yaml.v3-dev, or helm.");
        Directory.CreateDirectory(Built);
        var program = Path.Combine(Built, "render");
        await Succeeds("env", ["GO111MODULE=off", "GOFLAGS=", "GOPATH=/usr/share/gocode", $"GOCACHE={Path.Combine(Built, "go")}", "go", "build", "-o", program, "."], Path.Combine(Here, "render"));
        return program;
    }

    private static async Task<(int Code, string Output, string Errors)> Run(string program, string[] arguments, string folder, string input)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(3));
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, await output, await errors);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
