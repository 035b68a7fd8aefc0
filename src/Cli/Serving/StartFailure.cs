using BenchHub.Cli.Hub;
using BenchHub.Connectors.Secrets;
using BenchHub.MockLlm;
using BenchHub.SampleRag;

namespace BenchHub.Cli.Serving;

/// <summary>Why a server could not start, for what its user can mend.</summary>
internal static class StartFailure
{
    /// <returns>The sentence; null for a fault of ours, which keeps its trace.</returns>
    public static string? Explain(Exception wrong) => wrong is HubException or SampleRagException or MockLlmException or SecretException
        ? wrong.Message
        : HostStart.Explain(wrong);
}
