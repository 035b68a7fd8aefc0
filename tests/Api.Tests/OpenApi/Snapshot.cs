using System.Runtime.CompilerServices;

namespace BenchHub.Api.Tests.OpenApi;

/// <summary>
/// A text that is public contract, beside the one that was reviewed. To accept a change, run the tests with
/// BENCHHUB_ACCEPT=1 and commit the file.
/// </summary>
internal static class Snapshot
{
    public static async Task Matches(string actual, string file, [CallerFilePath] string source = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(source)!, "..", file);
        if (Environment.GetEnvironmentVariable("BENCHHUB_ACCEPT") == "1")
        {
            await File.WriteAllTextAsync(path, actual);
        }

        var verified = File.Exists(path) ? await File.ReadAllTextAsync(path) : "";
        Assert.True(verified == actual, $"{file} is not what was reviewed: {FirstDifference(verified, actual)} Accept it with BENCHHUB_ACCEPT=1.");
    }

    private static string FirstDifference(string verified, string actual)
    {
        var (before, after) = (verified.Split('\n'), actual.Split('\n'));
        var line = before.Zip(after).TakeWhile(static pair => pair.First == pair.Second).Count();
        return $"line {line + 1} was '{before.ElementAtOrDefault(line)}' and is '{after.ElementAtOrDefault(line)}'.";
    }
}
