using System.Net;
using System.Threading.Channels;
using Google.Protobuf;

namespace BenchHub.Grpc.Tests.Raw;

/// <summary>A request body that stays open and sends each message when the test says so.</summary>
public sealed class PushContent : HttpContent
{
    private readonly Channel<byte[]> _frames = Channel.CreateUnbounded<byte[]>();

    public void Push(IMessage message) => Push(Frame.Of(message));

    public void Push(byte[] bytes) => Assert.True(_frames.Writer.TryWrite(bytes));

    public void Complete() => _frames.Writer.TryComplete();

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.FlushAsync();
        await foreach (var frame in _frames.Reader.ReadAllAsync())
        {
            await stream.WriteAsync(frame);
            await stream.FlushAsync();
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
