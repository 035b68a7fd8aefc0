using System.Net.Sockets;
using BenchHub.Connectors.Net;
using BenchHub.Systems;

namespace BenchHub.Connectors.Systems;

/// <summary>The checks of a service as a whole.</summary>
internal sealed class ServiceChecks(OutboundHttp http)
{
    public async Task<Finding> Url(string? text, CancellationToken cancellationToken)
    {
        var (url, problem) = UserUrl.ParseBase(text);
        if (url is null)
        {
            return Checks.Failed(CheckNames.Url, problem!);
        }

        try
        {
            var addresses = await http.Guard.Resolve(url.IdnHost, cancellationToken);
            return Checks.Passed(CheckNames.Url, $"{url.Host} may be called at {string.Join(", ", addresses.AsEnumerable())}.");
        }
        catch (AddressRefusedException refused)
        {
            return Checks.Failed(CheckNames.Url, refused.Message);
        }
        catch (SocketException)
        {
            return Checks.Failed(CheckNames.Url, $"The name {url.Host} does not resolve.");
        }
    }

    /// <returns>The finding, and whether no other call is worth to be made.</returns>
    public async Task<(Finding Finding, bool IsDown)> Health(
        SystemSpec spec, IReadOnlyDictionary<string, string> secretHeaders, string? obstacle, CancellationToken cancellationToken)
    {
        if (obstacle is not null)
        {
            return (Checks.NotRun(CheckNames.Connectivity, obstacle), false);
        }

        try
        {
            var call = SystemCalls.Health(spec, secretHeaders);
            using var answer = await http.Send(call, cancellationToken);
            return answer.IsSuccess
                ? (Checks.Passed(CheckNames.Connectivity, $"{call} answered {(int)answer.Status}."), false)
                : (Checks.Failed(CheckNames.Connectivity, answer.Failure(call, CallFailure.Status, why: null).Message), false);
        }
        catch (CallFailedException failure)
        {
            return (Checks.Failed(CheckNames.Connectivity, failure.Message), failure.Kind is not CallFailure.Status);
        }
    }
}
