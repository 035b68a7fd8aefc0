using System.Diagnostics;
using System.Globalization;

namespace BenchHub.Evaluation.Bench;

/// <summary>What another library takes for the same work, as a script of ours in <c>peers</c> measures it on this machine.</summary>
internal static class Peer
{
    internal sealed record Time(double Seconds, string Run);

    /// <summary>By name; empty, and a line says so, where the interpreter or its library is absent.</summary>
    public static Dictionary<string, Time> Run(string python, string script, params string[] arguments)
    {
        try
        {
            var path = Path.Combine(AppContext.BaseDirectory, "peers", script);
            using var process = Process.Start(new ProcessStartInfo(python, [path, .. arguments])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode == 0)
            {
                return output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => line.Split('\t'))
                    .ToDictionary(static row => row[0], static row => new Time(double.Parse(row[1], CultureInfo.InvariantCulture), row[2]));
            }

            Console.WriteLine($"peer absent: {python} {script}: {errors.Result.Trim().Split('\n')[^1]}");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Console.WriteLine($"peer absent: {python} cannot be started");
        }

        return [];
    }

    public static void Print(this Time peer, string what, double times, TimeSpan ours) => Console.WriteLine(
        $"{what,-58} {peer.Seconds * times,8:F1} s {peer.Seconds * times / ours.TotalSeconds,12:N0} times ours ({peer.Run})");
}
