using System.Diagnostics;
using System.Text.Json;

namespace BenchHub.Jobs.Bench;

/// <summary>
/// The same questions through promptfoo, from npm, in the user's cache folder: the whole run of a process that has nothing to
/// import any more, less one run of a single question, which is its start.
/// </summary>
internal sealed class PromptfooScenario(int items, int concurrency)
{
    private static readonly string[] Prompts = ["{{question}}"];
    private static readonly string[] Quiet = ["PROMPTFOO_DISABLE_TELEMETRY", "PROMPTFOO_DISABLE_UPDATE", "PROMPTFOO_DISABLE_REMOTE_GENERATION"];
    private static readonly TimeSpan Most = TimeSpan.FromMinutes(5);

    private readonly string _folder = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "benchhub-bench", "promptfoo");

    public async Task Run(TimeSpan latency)
    {
        Directory.CreateDirectory(_folder);
        var program = Path.Combine(_folder, "node_modules", ".bin", "promptfoo");
        if (!File.Exists(program) && await Start("npm", ["install", "promptfoo", "--no-audit", "--no-fund", "--loglevel=error"]) is null)
        {
            Console.WriteLine("  promptfoo could not be installed (npm, or its registry, is out of reach), so there is nothing to compare with.");
            return;
        }

        using var model = await Served.Start("--model", $"{latency.TotalMilliseconds}ms");
        var one = await Eval(program, model.Url, questions: 1, "--no-cache");
        var live = await Eval(program, model.Url, items, "--no-cache");
        await Eval(program, model.Url, items);
        var cached = await Eval(program, model.Url, items);
        Print("live", live - one);
        Print("out of its cache", cached - one);
        Console.WriteLine($"  start of promptfoo               {one?.TotalMilliseconds,9:0} ms");
    }

    private void Print(string what, TimeSpan? elapsed) => Console.WriteLine(elapsed is { } time
        ? $"  promptfoo, {what,-18}    {time.TotalMilliseconds,9:0} ms   {items / time.TotalSeconds,8:0} items/s"
        : $"  promptfoo, {what,-18}    failed, or did not end within {Most.TotalMinutes:0} minutes");

    private async Task<TimeSpan?> Eval(string program, string url, int questions, params string[] options)
    {
        var config = Path.Combine(_folder, $"{questions}.json");
        await File.WriteAllTextAsync(config, JsonSerializer.Serialize(new
        {
            prompts = Prompts,
            providers = new[] { new { id = "openai:chat:m", config = new { apiBaseUrl = $"{url}/v1", apiKey = "none" } } },
            tests = Enumerable.Range(0, questions).Select(static i => new
            {
                vars = new { question = ModelScenario.Question(i) },
                assert = new[] { new { type = "equals", value = "4" } },
            }),
        }));
        return await Start(program, ["eval", "-c", config, "--no-table", "--no-progress-bar", "-j", $"{concurrency}", .. options]);
    }

    /// <returns>How long it took; null where it failed or took too long.</returns>
    private async Task<TimeSpan?> Start(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, WorkingDirectory = _folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PROMPTFOO_CONFIG_DIR"] = Path.Combine(_folder, "state");
        foreach (var name in Quiet)
        {
            start.Environment[name] = "1";
        }

        try
        {
            var clock = Stopwatch.StartNew();
            using var process = Process.Start(start)!;
            using var late = new CancellationTokenSource(Most);
            try
            {
                await Task.WhenAll(
                    process.StandardOutput.ReadToEndAsync(late.Token), process.StandardError.ReadToEndAsync(late.Token), process.WaitForExitAsync(late.Token));
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                return null;
            }

            return process.ExitCode == 0 ? clock.Elapsed : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null; // there is no npm
        }
    }
}
