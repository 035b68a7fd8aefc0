using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using BenchHub.Connectors.Net;
using BenchHub.Connectors.Systems;

namespace BenchHub.Connectors.Models.Batches;

/// <summary>A batch's output or error file, line by line.</summary>
internal static class BatchLines
{
    // What surrounds an answer in its line.
    private const int Envelope = 64 * 1024;

    /// <param name="call">For messages.</param>
    /// <param name="file">Read to its end.</param>
    /// <param name="longest">Bytes of one answer.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="CallFailedException">A line is too long or no line of a batch.</exception>
    public static async IAsyncEnumerable<BatchLine> Read(OutboundCall call, Stream file, long longest, [EnumeratorCancellation] CancellationToken ct)
    {
        var reader = PipeReader.Create(file, new(leaveOpen: true));
        for (var number = 1; ;)
        {
            var read = await reader.ReadAsync(ct);
            var rest = read.Buffer;
            while (Cut(ref rest, read.IsCompleted) is { } line)
            {
                if (line.Length > 0 && Parse(call, line.ToArray(), number) is { } parsed)
                {
                    yield return parsed;
                }

                number++;
            }

            if (rest.Length > longest + Envelope)
            {
                throw OutboundFaults.TooLarge(call);
            }

            reader.AdvanceTo(rest.Start, rest.End);
            if (read.IsCompleted)
            {
                await reader.CompleteAsync();
                yield break;
            }
        }
    }

    private static ReadOnlySequence<byte>? Cut(ref ReadOnlySequence<byte> rest, bool isLast)
    {
        if (rest.PositionOf((byte)'\n') is { } end)
        {
            var line = rest.Slice(0, end);
            rest = rest.Slice(rest.GetPosition(1, end));
            return line;
        }

        if (!isLast || rest.IsEmpty)
        {
            return null;
        }

        var last = rest;
        rest = rest.Slice(rest.End);
        return last;
    }

    private static BatchLine? Parse(OutboundCall call, byte[] line, int number)
    {
        if (line.AsSpan().Trim(" \t\r"u8).IsEmpty)
        {
            return null;
        }

        try
        {
            using var json = AnswerJson.Parse(line);
            var root = json.RootElement;
            var response = root.Object("response");
            var error = root.Object("error");
            return new(
                root.Text("custom_id") ?? throw new AnswerFormatException("it has no 'custom_id'"),
                response.Count("status_code"),
                response?.Object("body") is { } body ? System.Text.Encoding.UTF8.GetBytes(body.GetRawText()) : [],
                error is { } told ? new(told.Text("code") ?? "", told.Text("message") ?? "") : null);
        }
        catch (AnswerFormatException wrong)
        {
            throw new CallFailedException(
                CallFailure.Malformed, $"{call} has a line {number} that is none of a batch: {wrong.Message}. It begins: {Excerpt.Of(line, call.SecretHeaders.Values)}");
        }
    }
}
