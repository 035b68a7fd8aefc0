using System.Text;
using BenchHub.Evaluation.Formats;
using BenchHub.Evaluation.Formats.Outputs;

namespace BenchHub.Evaluation.Tests.Formats.Outputs;

/// <summary>Reads a text as a file of a tool, in blocks that end anywhere.</summary>
internal static class ReadOutputs
{
    public static Task<(OutputFile File, List<ToolAnswer> Answers)> Of(string format, string text, string name = "f.jsonl", int block = 7) =>
        Of(format, Encoding.UTF8.GetBytes(text), name, block);

    public static async Task<(OutputFile File, List<ToolAnswer> Answers)> Of(string format, byte[] bytes, string name = "f.jsonl", int block = 7)
    {
        var file = new OutputFile(name, new Blocks(bytes, block));
        return (file, await OutputFormats.Find(format)!.Read(file, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken));
    }

    public static Task<MalformedInputException> Refused(string format, string text) => Refused(format, Encoding.UTF8.GetBytes(text));

    public static Task<MalformedInputException> Refused(string format, byte[] bytes) => Assert.ThrowsAsync<MalformedInputException>(() => Of(format, bytes));

    private sealed class Blocks(byte[] bytes, int most) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(most, buffer.Length)], cancellationToken);
    }
}
