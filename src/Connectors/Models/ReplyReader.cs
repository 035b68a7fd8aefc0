using System.Text;
using BenchHub.Connectors.Net;
using BenchHub.Connectors.Systems;

namespace BenchHub.Connectors.Models;

/// <summary>From what arrived to what the model said, or to the failure that it is.</summary>
internal sealed class ReplyReader(IModelProtocol protocol, OutboundCall call, ModelRequest request)
{
    /// <exception cref="CallFailedException">It is an error or cannot be read.</exception>
    public ModelReply Read(OutboundAnswer answer)
    {
        if (!answer.IsSuccess)
        {
            var error = ErrorBody.Read(answer.Body.Bytes);
            return ModelFaults.IsFiltered((int)answer.Status, error)
                ? new("", FinishReasons.ContentFilter)
                : throw ModelFaults.Of(call, answer, error);
        }

        try
        {
            using var json = AnswerJson.Parse(answer.Body.Bytes);
            var reply = protocol.Read(json.RootElement, request);
            return reply.Text.Length > 0 || reply.Tools.IsEmpty ? reply : throw new AnswerFormatException(ModelFaults.Tools(reply.Tools));
        }
        catch (AnswerFormatException wrong)
        {
            // Some answer 200 and then say that they failed.
            throw ErrorBody.Read(answer.Body.Bytes) is { Message: not null } error
                ? ModelFaults.InStream(call, error)
                : answer.Failure(call, CallFailure.Malformed, Safe(wrong.Message));
        }
    }

    /// <summary>The data of one event.</summary>
    /// <exception cref="CallFailedException">It is an error or cannot be read.</exception>
    public ModelReply Read(string data)
    {
        try
        {
            using var json = AnswerJson.Parse(Encoding.UTF8.GetBytes(data));
            return ErrorBody.Read(json.RootElement) is { } error
                ? throw ModelFaults.InStream(call, error)
                : protocol.ReadPiece(json.RootElement, request);
        }
        catch (AnswerFormatException wrong)
        {
            throw new CallFailedException(
                CallFailure.Malformed,
                $"{call} sent an event that cannot be read: {Safe(wrong.Message)}. It begins: {Excerpt.Of(data, call.SecretHeaders.Values)}");
        }
    }

    /// <summary>The failure that a stream of tool calls alone is.</summary>
    public CallFailedException Wants(IEnumerable<string> tools) =>
        new(CallFailure.Malformed, $"{call} gave no text: {Safe(ModelFaults.Tools(tools))}.");

    // What is wrong with an answer may quote it, and it may quote the key.
    private string Safe(string message) => Excerpt.Without(call.SecretHeaders.Values, message);
}
