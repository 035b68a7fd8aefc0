using System.Diagnostics;
using System.Text.Json.Nodes;
using BenchHub.Cli.Tests.Processes;

namespace BenchHub.Cli.Tests;

public sealed class FullDiskTests
{
    private const int Items = 60;

    [Fact]
    public async Task Job_DiskFull_WaitsSaysSoAndGoesOnWithoutLoss()
    {
        using var folder = new TempFolder();
        var data = Directory.CreateDirectory(Path.Combine(folder.Path, "data")).FullName;
        var filler = Path.Combine(data, "filler");
        Assert.SkipUnless(await Run("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", data) == 0, "Mounting a small disk needs root.");
        try
        {
            await using var service = await RagService.Start("bm25", Shell.Collection, TimeSpan.FromMilliseconds(100));
            await using var hub = await ServedHub.Start(data);
            await hub.Register("bm25", service.Url);
            await hub.Import(Shell.Collection, "ko-en");
            var job = (string)(await hub.Post("/api/v1/batch/jobs", Job()))["id"]!;
            await hub.Reached(job, static now => (int)now["itemsDone"]! > 0);

            Fill(filler);
            var waiting = await hub.Reached(job, static now => (string?)now["tasks"]![0]!["status"] is not "running");
            Assert.Equal("waiting", (string?)waiting["tasks"]![0]!["status"]);
            Assert.StartsWith("Waiting for space", (string?)waiting["tasks"]![0]!["message"]);
            Assert.Contains("disk", (await Assert.ThrowsAsync<HttpRequestException>(() => hub.Post("/api/v1/batch/jobs", Job()))).Message);

            File.Delete(filler);
            var done = await hub.Finished(job);
            Assert.Equal(("completed", Items, 0), ((string?)done["status"], (int)done["itemsDone"]!, (int)done["itemsFailed"]!));
            Assert.Equal(Items, (int)done["results"]![0]!["metrics"]!["ndcg@10"]!["n"]!);
        }
        finally
        {
            await Run("umount", "--lazy", data);
        }
    }

    private static JsonObject Job() => new()
    {
        ["systems"] = new JsonArray("bm25"),
        ["datasets"] = new JsonArray("ko-en"),
        ["concurrency"] = 2,
    };

    private static void Fill(string path)
    {
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        for (var size = 1024 * 1024; size >= 1; size /= 2)
        {
            Append(file, new byte[size]);
        }
    }

    private static void Append(FileStream file, byte[] block)
    {
        try
        {
            while (true)
            {
                file.Write(block);
            }
        }
        catch (IOException)
        {
            // Full for a block of this size.
        }
    }

    private static async Task<int> Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true })!;
        await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
