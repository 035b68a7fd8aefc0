using BenchHub.Cli.Hub;

namespace BenchHub.Cli.Quickstart;

internal static class Readiness
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <exception cref="HubException">It does not answer within half a minute, or a process died.</exception>
    public static async Task Of(string url, ChildProcesses processes, CancellationToken ct)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
        deadline.CancelAfter(Longest);
        while (true)
        {
            try
            {
                using var response = await http.GetAsync(url, deadline.Token);
                if (response.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException) when (processes.Casualty() is null)
            {
                // Not listening yet.
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested && deadline.IsCancellationRequested)
            {
                throw new HubException($"{url} did not answer within {Longest.TotalSeconds:0} s. {processes.Casualty()}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), ct);
        }
    }
}
