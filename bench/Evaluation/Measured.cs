using System.Diagnostics;

namespace BenchHub.Evaluation.Bench;

/// <summary>The best of a few runs, which is the one that other programs disturbed least.</summary>
internal static class Measured
{
    public static TimeSpan Best(int runs, Action work) => Enumerable.Range(0, runs).Min(_ =>
    {
        var start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start);
    });

    /// <summary>The same in processor time, which other programs hardly change.</summary>
    public static TimeSpan Processor(int runs, Action work) => Enumerable.Range(0, runs).Min(_ =>
    {
        var before = Environment.CpuUsage.TotalTime;
        work();
        return Environment.CpuUsage.TotalTime - before;
    });

    public static void Print(string what, TimeSpan time, double units, string unit, double limit) => Console.WriteLine(
        $"{what,-58} {time.TotalSeconds,8:F3} s {units / time.TotalSeconds,14:N0} {unit}/s {(limit > 0 ? $"{limit / time.TotalSeconds,8:P0} of the limit" : "")}");
}
