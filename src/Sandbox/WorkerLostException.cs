namespace BenchHub.Sandbox;

/// <summary>A worker did not start, ended, or fell silent: nothing is known about the trial it had.</summary>
internal sealed class WorkerLostException(string message, Exception? cause = null) : Exception(message, cause);
