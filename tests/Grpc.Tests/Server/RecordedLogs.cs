using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace BenchHub.Grpc.Tests.Server;

public sealed record LogLine(string Category, LogLevel Level, string Message, Exception? Exception);

/// <summary>Keeps what the server logs, so that a test can count it.</summary>
public sealed class RecordedLogs : ILoggerProvider
{
    public ConcurrentQueue<LogLine> Lines { get; } = [];

    public ILogger CreateLogger(string categoryName) => new Recorder(categoryName, Lines);

    public void Dispose()
    {
    }

    private sealed class Recorder(string category, ConcurrentQueue<LogLine> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                lines.Enqueue(new(category, logLevel, formatter(state, exception), exception));
            }
        }
    }
}
