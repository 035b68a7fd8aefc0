using System.Net.Sockets;

namespace BenchHub.Connectors.Net;

/// <summary>What went wrong on the wire, as a sentence for the owner of the service.</summary>
internal static class OutboundFaults
{
    public static CallFailedException TooLarge(OutboundCall call) =>
        new(CallFailure.TooLarge, $"{call} answered more than {call.AnswerBytes:N0} bytes, the limit of one answer (limits.answerBytes).");

    /// <summary>Whether the exception is a fault of the call, and not one of the hub.</summary>
    public static bool Covers(Exception fault) =>
        fault is OperationCanceledException or HttpRequestException or IOException or InvalidDataException;

    public static CallFailedException Explain(OutboundCall call, Exception fault, bool timedOut) => fault switch
    {
        _ when timedOut =>
            new(CallFailure.Timeout, $"{call} gave no complete answer within {call.Timeout.TotalSeconds:0.###} s.", fault),
        OperationCanceledException => new(CallFailure.Unreachable, $"{call} could not be connected to in time.", fault),
        HttpRequestException { InnerException: AddressRefusedException refused } =>
            new(CallFailure.Refused, $"{call} is refused: {refused.Message}", fault),
        HttpRequestException http => Explain(call, http),
        HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded } => Closed(call, fault),
        InvalidDataException => new(CallFailure.Malformed, $"{call} answered with a body that cannot be decompressed.", fault),
        _ => new(CallFailure.Unreachable, $"{call} lost the connection: {Reason(fault)}.", fault) { HadBegun = true },
    };

    private static CallFailedException Explain(OutboundCall call, HttpRequestException fault) => fault.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError =>
            new(CallFailure.Unreachable, $"{call} is unreachable: the name {call.Url.Host} does not resolve.", fault),
        HttpRequestError.SecureConnectionError =>
            new(CallFailure.Unreachable, $"{call} is unreachable: no secure connection: {Reason(fault)}.", fault),
        HttpRequestError.ResponseEnded => Closed(call, fault),
        HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError or HttpRequestError.ConfigurationLimitExceeded =>
            new(CallFailure.Malformed, $"{call} did not answer with valid HTTP: {Reason(fault)}.", fault),
        HttpRequestError.ConnectionError => new(CallFailure.Unreachable, $"{call} is unreachable: {Reason(fault)}.", fault),
        _ => new(CallFailure.Unreachable, $"{call} lost the connection before its answer was complete: {Reason(fault)}.", fault) { HadBegun = true },
    };

    private static CallFailedException Closed(OutboundCall call, Exception fault) =>
        new(CallFailure.Unreachable, $"{call} closed the connection before its answer was complete.", fault) { HadBegun = true };

    private static string Reason(Exception fault)
    {
        var cause = fault.GetBaseException();
        return cause is SocketException { SocketErrorCode: SocketError.ConnectionRefused }
            ? "nothing listens there (connection refused)"
            : cause.Message.TrimEnd('.');
    }
}
