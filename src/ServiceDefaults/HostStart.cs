using System.Data.Common;
using BenchHub.Storage;
using BenchHub.Storage.Backups;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;

namespace BenchHub;

/// <summary>Runs a host to its end. What its operator can mend is one sentence; a fault of ours keeps its trace.</summary>
public static class HostStart
{
    /// <param name="build">The host, not started.</param>
    /// <param name="explain">The sentence for an exception that only this host knows, or null.</param>
    /// <returns>The exit code: 0 for a host that was told to stop, also while it was starting; 1 for one that could not start.</returns>
    public static int Run(Func<WebApplication> build, Func<Exception, string?>? explain = null)
    {
        var stopping = CancellationToken.None;
        try
        {
            var app = build();
            stopping = app.Lifetime.ApplicationStopping;
            app.Run();
            return 0;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return 0;
        }
        catch (Exception wrong) when ((Explain(wrong) ?? explain?.Invoke(wrong)) is { } sentence)
        {
            Console.Error.WriteLine(sentence);
            return 1;
        }
    }

    /// <returns>The sentence for what an operator can mend; null for a fault of ours.</returns>
    public static string? Explain(Exception wrong) => wrong switch
    {
        RefusedException or FormatException or Orleans.Runtime.OrleansConfigurationException => wrong.Message,
        NewerDatabaseException or DatabaseInUseException or MalformedBackupException or StorageBusyException or StorageFullException or StorageUnavailableException => wrong.Message,
        IOException { InnerException: AddressInUseException } => $"{wrong.Message.TrimEnd('.')}. Stop what listens there, or name another port.",
        InvalidOperationException { InnerException: FormatException or ArgumentException } setting => $"{setting.Message.TrimEnd('.')}.",
        DbException => $"The database cannot be used: {wrong.Message.TrimEnd('.')}.",
        _ => null,
    };
}
