using System.Globalization;
using BenchHub.Jobs;

namespace BenchHub.Api.Jobs;

/// <summary>The settings of mode batch as callers write them.</summary>
internal static class BatchWords
{
    /// <exception cref="RefusedException">There is no such mode.</exception>
    public static AskingMode Mode(string? text) => Word<AskingMode>(text, "mode") ?? AskingMode.Live;

    /// <returns>Null where the mode is live and nothing of batches is said.</returns>
    /// <exception cref="RefusedException">A setting cannot mean anything.</exception>
    public static BatchSettings? Settings(JobBody body)
    {
        if (Mode(body.Mode) is AskingMode.Live && body.BatchDeadlineSeconds is null && body.BatchWindow is null && body.Priority is null)
        {
            return null;
        }

        var defaults = new BatchSettings();
        return new()
        {
            Deadline = Seconds.Of(body.BatchDeadlineSeconds, "batchDeadlineSeconds") ?? defaults.Deadline,
            Window = body.BatchWindow is { } window ? Window(window) : null,
            Priority = Word<BatchPriority>(body.Priority, "priority") ?? defaults.Priority,
        };
    }

    private static T? Word<T>(string? text, string field)
        where T : struct, Enum => Words.Of<T>(text, field) is { Length: > 0 } word ? Enum.Parse<T>(word, ignoreCase: true) : null;

    private static DailyWindow Window(string text) => text.Split('-') is [var from, var to] && Time(from) is { } start && Time(to) is { } end
        ? new(start, end)
        : throw new RefusedException(Refusal.Invalid, $"batchWindow is '{text}'; it should look like 22:00-06:00.", "batchWindow");

    private static TimeSpan? Time(string text) =>
        TimeSpan.TryParseExact(text.Trim(), ["h\\:mm", "hh\\:mm"], CultureInfo.InvariantCulture, out var time) ? time : null;
}
