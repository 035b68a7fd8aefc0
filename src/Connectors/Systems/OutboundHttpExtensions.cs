using BenchHub.Connectors.Net;

namespace BenchHub.Connectors.Systems;

internal static class OutboundHttpExtensions
{
    /// <summary>One exchange whose answer is read while its bytes are in memory.</summary>
    /// <exception cref="CallFailedException">No answer, not a 2xx one, or not one that can be read.</exception>
    public static async ValueTask<(T Value, TimeSpan Latency)> Ask<T>(
        this OutboundHttp http, OutboundCall call, Func<ReadOnlyMemory<byte>, T> read, CancellationToken cancellationToken)
    {
        using var answer = await http.Send(call, cancellationToken);
        if (!answer.IsSuccess)
        {
            throw answer.Failure(call, CallFailure.Status, why: null);
        }

        try
        {
            return (read(answer.Body.Bytes), answer.Latency);
        }
        catch (AnswerFormatException wrong)
        {
            throw answer.Failure(call, CallFailure.Malformed, wrong.Message, wrong);
        }
    }
}
