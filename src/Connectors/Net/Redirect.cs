namespace BenchHub.Connectors.Net;

internal static class Redirect
{
    /// <returns>Where to go on, or null when the response is no redirect.</returns>
    /// <exception cref="CallFailedException">It is one that the hub does not follow.</exception>
    public static Uri? Target(OutboundCall call, Uri from, HttpResponseMessage response)
    {
        var status = (int)response.StatusCode;
        if (status is not (301 or 302 or 303 or 307 or 308) || response.Headers.Location is not { } location)
        {
            return null;
        }

        var target = location.IsAbsoluteUri ? location : new Uri(from, location);
        if (UserUrl.Problem(target) is { } problem)
        {
            throw new CallFailedException(CallFailure.Refused, $"{call} redirects to a place that is not called: {problem}");
        }

        if (from.Scheme == Uri.UriSchemeHttps && target.Scheme == Uri.UriSchemeHttp)
        {
            throw new CallFailedException(
                CallFailure.Refused, $"{call} redirects from https to {UserUrl.Shown(target)}, which is not encrypted.");
        }

        // By RFC 9110, section 15.4, clients may turn these into a GET, and most do: the query would be lost.
        if (call.Body is not null && status is (301 or 302 or 303))
        {
            throw new CallFailedException(
                CallFailure.Status,
                $"{call} answered {status}, a redirect to {UserUrl.Shown(target)} that drops the body; register the address that answers.")
            {
                StatusCode = status,
            };
        }

        return target;
    }
}
