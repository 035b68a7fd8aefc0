using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace BenchHub.Api.Tests.Hub;

/// <summary>Keeps what the hub logs at warning and above.</summary>
internal sealed class RecordedLogs : ILoggerProvider
{
    private readonly ConcurrentQueue<(LogLevel Level, string Category, string Message)> _entries = [];

    public IReadOnlyList<string> Errors => [.. _entries.Where(static entry => entry.Level >= LogLevel.Error).Select(static entry => entry.Message)];

    public IReadOnlyList<string> Warnings => [.. _entries.Where(static entry => entry.Level == LogLevel.Warning).Select(static entry => entry.Message)];

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose()
    {
    }

    private sealed class Logger(RecordedLogs logs, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            logs._entries.Enqueue((logLevel, category, $"{category}: {formatter(state, exception)} {exception}"));
    }
}
