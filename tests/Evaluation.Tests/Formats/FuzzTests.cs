using System.Text;
using BenchHub.Evaluation.Formats;

namespace BenchHub.Evaluation.Tests.Formats;

/// <summary>Whatever the bytes, a reader ends with records or with a sentence that names the line.</summary>
public sealed class FuzzTests
{
    private static readonly string[] Seeds =
    [
        "1 0 d1 2\n1 0 d2 -1\n2 0 d1 0\n",
        "1 Q0 d1 1 0.5 tag\n1 Q0 d2 2 1e-9 tag\n# comment\n",
        "{\"_id\":\"1\",\"title\":\"t\",\"text\":\"한글 \\ud83d\\ude00\"}\n{\"_id\":2,\"text\":\"x\"}\n",
        "query-id\tcorpus-id\tscore\n1\td1\t2\n1\td2\t1.0\n",
        "<top>\n<num> Number: 301\n<title> Topic: a\nb\n<desc> c\n</top>\n<top><num>2<title>x</top>\n",
        "301\ttext of the topic\n302\tother\n",
    ];

    private static readonly Func<TextReader, Task<int>>[] Readers =
    [
        static async reader => (await TrecQrels.ReadAsync(reader, "f").AllAsync()).Count,
        static async reader => (await TrecRun.ReadAsync(reader, "f").AllAsync()).Count,
        static async reader => (await TrecTopics.ReadAsync(reader, "f").AllAsync()).Count,
        static async reader => (await BeirCorpus.ReadAsync(reader, "f").AllAsync()).Count,
        static async reader => (await BeirQueries.ReadAsync(reader, "f").AllAsync()).Count,
        static async reader => (await BeirQrels.ReadAsync(reader, "f").AllAsync()).Count,
    ];

    [Fact]
    public async Task ReadAsync_DamagedBytes_EndsInRecordsOrASentence()
    {
        var random = new Random(8);
        var (read, refused) = (0, 0);
        for (var trial = 0; trial < 3_000; trial++)
        {
            var bytes = Damage(Encoding.UTF8.GetBytes(Seeds[random.Next(Seeds.Length)]), random);
            foreach (var reader in Readers)
            {
                try
                {
                    read += await reader(new StreamReader(new MemoryStream(bytes)));
                }
                catch (MalformedInputException malformed)
                {
                    refused++;
                    Assert.InRange(malformed.Line, 1, bytes.Length + 1);
                    Assert.EndsWith(".", malformed.Reason, StringComparison.Ordinal);
                }
            }
        }

        Assert.True(read > 1_000 && refused > 1_000, $"{read} records, {refused} refusals: the damage tests one side only.");
    }

    // Text that no file can hold but that a caller's reader may give.
    [Theory]
    [InlineData("\ud800 \udc00 \udfff 1")]
    [InlineData("{\"_id\":\"\ud800\",\"text\":\"x\"}")]
    [InlineData("{\"\\udc00\":1,\"_id\":\"1\",\"text\":\"x\"}")]
    [InlineData("{\"_id\":\"1\",\"text\":\"\\udc00\"}")]
    [InlineData("\0\0\0")]
    [InlineData("\u00A0x")]
    [InlineData("<top><num>\ud800<title>\udc00</top>")]
    public async Task ReadAsync_HalfSurrogatesAndNulls_EndInRecordsOrASentence(string text)
    {
        foreach (var reader in Readers)
        {
            if (await Record.ExceptionAsync(() => reader(new StringReader(text))) is { } exception)
            {
                Assert.IsType<MalformedInputException>(exception);
            }
        }
    }

    [Fact]
    public async Task ReadAsync_DeeplyNestedJson_IsRefused()
    {
        var text = "{\"_id\":\"1\",\"text\":" + new string('[', 100_000);

        await Assert.ThrowsAsync<MalformedInputException>(() => BeirCorpus.ReadAsync(new StringReader(text), "f").AllAsync());
    }

    private static byte[] Damage(byte[] bytes, Random random)
    {
        var damaged = bytes.ToList();
        for (var change = random.Next(6); change > 0; change--)
        {
            var at = random.Next(damaged.Count + 1);
            switch (random.Next(4))
            {
                case 0:
                    damaged.Insert(at, (byte)random.Next(256));
                    break;
                case 1 when at < damaged.Count:
                    damaged.RemoveAt(at);
                    break;
                case 2 when at < damaged.Count:
                    damaged[at] = (byte)"\n\r\t {}\"<>\\0-.#"[random.Next(14)];
                    break;
                default:
                    damaged.InsertRange(at, damaged.Skip(at / 2).Take(random.Next(20)).ToArray());
                    break;
            }
        }

        return [.. damaged];
    }
}
