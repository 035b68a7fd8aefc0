using System.Globalization;
using System.Text;
using BenchHub.Evaluation.Formats;
using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Metrics.Retrieval;
using BenchHub.Evaluation.Tests.Formats;
using BenchHub.Evaluation.Trec;

namespace BenchHub.Evaluation.Tests.Trec;

/// <summary>The path from bytes beside the readers and the scorer of strings, which share no code with it before the ranking.</summary>
public sealed class TrecBytesTests
{
    private static readonly MetricSet Metrics = MetricSet.Parse(
        ["map", "ndcg", "mrr", "bpref", "rprec", "num_ret", "infap", "mrr(ties=id_asc)", "mrr(ties=input)@3", "hole@5", "precision@5", "ndcg@3"]);

    private static readonly string[] Scores = ["1", "0.5", "0.50", "5e-1", "-3", "0.5000000001", "1e300", "2e300", "-0", "0", "0.30000000000000004"];

    private static readonly string[] Ids = ["d", "d1", "d10", "\uFF5E", "\U0001F600", "clueweb12-0000tw-00-00001-and-longer", "D", "é"];

    [Theory]
    [InlineData(TrecMode.V9, 1)]
    [InlineData(TrecMode.V10, 3)]
    public async Task Measure_AnyFiles_AgreesWithTheReadersOfStrings(TrecMode mode, int workers)
    {
        var random = new Random(11);
        for (var trial = 0; trial < 200; trial++)
        {
            var qrels = Lines(random, static (random, query, id) => $"{query} 0 {id} {random.Next(-2, 4)}");
            var run = Lines(random, static (random, query, id) => $"{query}  Q0\t{id} 1 {Scores[random.Next(Scores.Length)]} tag{random.Next(9)}");
            var expected = await FromStrings(qrels, run, mode);

            var policy = RetrievalPolicies.TrecEval9Complete with { Mode = mode };
            var result = TrecEvaluation.Measure(Bytes("q", qrels), Bytes("r", run), Metrics, policy, workers: workers, cancellation: TestContext.Current.CancellationToken);

            Assert.Equal(expected.Select(static query => query.Id), result.Queries.Select(static query => query.Id));
            for (var query = 0; query < expected.Count; query++)
            {
                Assert.Equal(expected[query].Scores, result.Scores.Select(column => column[query]));
            }
        }
    }

    [Fact]
    public async Task Measure_DamagedFiles_RefusesTheLineThatAReaderRefuses()
    {
        var random = new Random(5);
        var (refused, measured) = (0, 0);
        for (var trial = 0; trial < 2_000; trial++)
        {
            var qrels = Damaged(random, Lines(random, static (random, query, id) => $"{query} 0 {id} {random.Next(-2, 4)}"));
            var run = Damaged(random, Lines(random, static (random, query, id) => $"{query} Q0 {id} 1 0.{random.Next(9)} tag"));
            var reader = await Record.ExceptionAsync(() => FromStrings(qrels, run, TrecMode.V10));
            var bytes = Record.Exception(() => TrecEvaluation.Measure(Bytes("q", qrels), Bytes("r", run), Metrics, RetrievalPolicies.TrecEval9, workers: 2));
            if (reader is MalformedInputException)
            {
                refused++;
                Assert.Equal(reader.Message, bytes?.Message);
            }
            else
            {
                measured++;
                Assert.True(bytes is null or UnmeasurableRunException || bytes.Message.Contains("holds no", StringComparison.Ordinal), bytes?.ToString());
            }
        }

        Assert.True(refused > 300 && measured > 300, $"{refused} refused, {measured} measured");
    }

    // FF and FE are no UTF-8: as text both would be U+FFFD, one document twice.
    [Fact]
    public void Measure_IdsThatAreNoUtf8_StayApart()
    {
        byte[] run = [.. "q Q0 "u8, 0xFF, .. " 1 2 t\nq Q0 "u8, 0xFE, .. " 2 1 t\n"u8];
        byte[] qrels = [.. "q 0 "u8, 0xFE, .. " 1\n"u8];

        Assert.Equal(0.5, Mrr(qrels, run));
    }

    [Fact]
    public void Measure_NulInAnId_IsAByteOfIt() => Assert.Equal(0.5, Mrr("q 0 a\0b 1"u8, "q Q0 a\0a 1 2 t\nq Q0 a\0b 2 1 t"u8));

    // q1 returns after q2, with a comment and an empty line between: the repeated document is found, with its line in the file.
    [Fact]
    public void Measure_QueryThatReturnsLater_IsOneQuery()
    {
        Assert.Equal(0.5, Mrr("q1 0 b 1"u8, "q1 Q0 a 1 2 t\nq2 Q0 a 1 1 t\n# c\n\nq1 Q0 b 2 1 t"u8));
        Assert.Equal(
            "r, line 5: The document 'a' stands twice in the answer to query 'q1'.",
            Assert.Throws<MalformedInputException>(static () => Mrr("q1 0 b 1"u8, "q1 Q0 a 1 2 t\nq2 Q0 a 1 1 t\n# c\n\nq1 Q0 a 2 1 t"u8)).Message);
    }

    // The id of the second query begins with that of the first.
    [Fact]
    public void Measure_QueryIdThatBeginsLikeTheLast_IsAnother() => Assert.Equal(1, Mrr("q 0 a 1"u8, "q Q0 a 1 1 t\nqq Q0 b 1 9 t\nq\u0001 Q0 b 1 9 t\n"u8));

    [Fact]
    public void Measure_ManyWorkers_GiveTheSameBits()
    {
        var random = new Random(3);
        var qrels = new StringBuilder();
        var run = new StringBuilder();
        for (var query = 0; query < 500; query++)
        {
            for (var document = 0; document < 30; document++)
            {
                qrels.Append(CultureInfo.InvariantCulture, $"{query} 0 d{document} {random.Next(-1, 3)}\n");
                run.Append(CultureInfo.InvariantCulture, $"{query} Q0 d{document} 1 {random.Next(10)} t\n");
            }
        }

        var one = TrecEvaluation.Measure(Bytes("q", qrels.ToString()), Bytes("r", run.ToString()), Metrics, RetrievalPolicies.TrecEval9);
        var four = TrecEvaluation.Measure(Bytes("q", qrels.ToString()), Bytes("r", run.ToString()), Metrics, RetrievalPolicies.TrecEval9, workers: 4);

        Assert.Equal(one.Values, four.Values);
        Assert.Equal(one.Queries, four.Queries);
    }

    [Fact]
    public async Task Measure_Cancelled_Stops()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        Assert.ThrowsAny<OperationCanceledException>(() => TrecEvaluation.Measure(
            Bytes("q", "q 0 a 1"), Bytes("r", "q Q0 a 1 1 t"), Metrics, RetrievalPolicies.TrecEval9, workers: 1, cancellation: cancelled.Token));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100_000)]
    public async Task ReadAsync_StreamOfUnknownLength_GivesItsBytes(int length)
    {
        var bytes = new byte[length];
        new Random(1).NextBytes(bytes);
        await using var unseekable = new System.IO.Compression.BrotliStream(Compressed(bytes), System.IO.Compression.CompressionMode.Decompress);

        Assert.Equal(bytes, (await FileBytes.ReadAsync("f", unseekable, TestContext.Current.CancellationToken)).ToArray());
        Assert.Equal(bytes, (await FileBytes.ReadAsync("f", new MemoryStream(bytes), TestContext.Current.CancellationToken)).ToArray());
    }

    private static MemoryStream Compressed(byte[] bytes)
    {
        var compressed = new MemoryStream();
        using (var writer = new System.IO.Compression.BrotliStream(compressed, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true))
        {
            writer.Write(bytes);
        }

        compressed.Position = 0;
        return compressed;
    }

    private static double Mrr(ReadOnlySpan<byte> qrels, ReadOnlySpan<byte> run) => TrecEvaluation.Measure(
        new("q", qrels.ToArray()), new("r", run.ToArray()), MetricSet.Parse(["mrr"]), RetrievalPolicies.TrecEval9).Values[0];

    private static TrecBytes Bytes(string name, string text) => new(name, Encoding.UTF8.GetBytes(text));

    // Lines in any order, so that a query's lines seldom stand together.
    private static string Lines(Random random, Func<Random, string, string, string> line)
    {
        string[] lines = [.. from query in new[] { "q1", "q10", "2", "쿼리" } from id in Ids where random.Next(3) > 0 select line(random, query, id)];
        random.Shuffle(lines);
        return string.Join(random.Next(3) switch { 0 => "\r\n", 1 => "\r", _ => "\n" }, lines);
    }

    private static string Damaged(Random random, string text)
    {
        for (var change = random.Next(3); change > 0; change--)
        {
            var at = random.Next(text.Length);
            text = random.Next(3) switch
            {
                0 => text.Remove(at, 1),
                1 => text.Insert(at, "\n\r\t #.-x"[random.Next(8)].ToString()),
                _ => text + "\n" + text[..text.IndexOfAny(['\n', '\r'])],
            };
        }

        return text;
    }

    private static async Task<List<(string Id, double[] Scores)>> FromStrings(string qrels, string run, TrecMode mode)
    {
        var judged = await TrecQrels.ReadAsync(new StringReader(qrels), "q").ByQueryAsync();
        var answers = await TrecRun.ReadAsync(new StringReader(run), "r").ByQueryAsync();
        var collection = (await TrecQrels.ReadAsync(new StringReader(qrels), "q").AllAsync()).Select(static line => line.DocumentId).ToHashSet();
        var scorer = new RetrievalScorer(Metrics, mode);
        return [.. judged
            .OrderBy(static query => query.Key, Comparer<string>.Create(static (a, b) => Encoding.UTF8.GetBytes(a).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(b))))
            .Select(query => (query.Key, answers.TryGetValue(query.Key, out var answer)
                ? scorer.Score(query.Value.InCollection(collection), answer)
                : scorer.ScoreMissing(query.Value.InCollection(collection))))];
    }
}
