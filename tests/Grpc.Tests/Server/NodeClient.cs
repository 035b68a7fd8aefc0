using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using BenchHub.Grpc.Tests.Server;

[assembly: AssemblyFixture(typeof(NodeClient))]

namespace BenchHub.Grpc.Tests.Server;

/// <summary>@grpc/grpc-js, installed from the lock file when it is not there or stands for another one.</summary>
public sealed class NodeClient : IAsyncLifetime
{
    private static readonly string Folder = Path.Combine(SourceFolder(), "..", "client");

    public async ValueTask InitializeAsync()
    {
        var installed = new FileInfo(Path.Combine(Folder, "node_modules", ".package-lock.json"));
        var wanted = new FileInfo(Path.Combine(Folder, "package-lock.json"));
        if (!installed.Exists || installed.LastWriteTimeUtc < wanted.LastWriteTimeUtc)
        {
            await Run("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], TimeSpan.FromMinutes(3));
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <returns>What the scenario of client.mjs printed.</returns>
    public async Task<JsonNode> Run(GrpcServer server, string scenario, string argument = "") =>
        JsonNode.Parse(await Run("node", ["client.mjs", server.Http2.Authority, scenario, argument], TimeSpan.FromSeconds(60)))!;

    private static async Task<string> Run(string program, string[] arguments, TimeSpan atMost)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var limit = new CancellationTokenSource(atMost);
        try
        {
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            var output = await process.StandardOutput.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {await errors}");
            return output;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static string SourceFolder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
