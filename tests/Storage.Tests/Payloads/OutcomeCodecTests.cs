using System.Text;
using BenchHub.Storage.Jobs;
using BenchHub.Storage.Judges;
using BenchHub.Storage.Models;
using FsCheck;
using FsCheck.Fluent;

namespace BenchHub.Storage.Tests.Payloads;

public sealed class OutcomeCodecTests
{
    private static readonly Gen<double> Doubles = ArbMap.Default.GeneratorFor<long>().Select(BitConverter.Int64BitsToDouble);

    // Half a surrogate pair is no character and would come back as U+FFFD.
    private static readonly Gen<string> Texts =
        Gen.Choose(0, 0x10ffff).Where(Rune.IsValid).Select(value => new Rune(value).ToString()).ArrayOf().Select(string.Concat);

    private static readonly Gen<string?> OptionalTexts = Gen.OneOf(Gen.Constant<string?>(null), Texts.Select(text => (string?)text));

    private static readonly Gen<ModelOutput> Outputs =
        from text in Texts
        from extracted in OptionalTexts
        from reason in OptionalTexts
        from likelihood in Gen.OneOf(Gen.Constant<double?>(null), Gen.Choose(-1000, 0).Select(nats => (double?)(nats / 7.0)))
        from flags in Gen.Choose(0, 7)
        from passed in Gen.Elements<bool?>(null, false, true)
        from tokens in ArbMap.Default.GeneratorFor<int>()
        from cost in Gen.OneOf(Gen.Constant<long?>(null), ArbMap.Default.GeneratorFor<long>().Select(nano => (long?)nano))
        from notes in OptionalTexts
        from contexts in Texts.ArrayOf()
        select new ModelOutput(text, extracted)
        {
            FinishReason = reason,
            LogLikelihood = likelihood,
            IsGreedy = (flags & 1) != 0,
            IsCached = (flags & 2) != 0,
            Usage = new(tokens, tokens / 2, tokens / 3, cost, (flags & 4) != 0),
            LatencyMilliseconds = tokens / 5.0,
            Passed = passed,
            Notes = notes,
            Contexts = contexts,
        };

    private static readonly Gen<JudgeFinding> Findings =
        from judge in Texts
        from value in Doubles
        from reason in Texts
        from flags in Texts.ArrayOf()
        from malformed in Texts.ArrayOf()
        from count in ArbMap.Default.GeneratorFor<int>()
        from cost in Gen.OneOf(Gen.Constant<long?>(null), ArbMap.Default.GeneratorFor<long>().Select(nano => (long?)nano))
        select new JudgeFinding(judge, value, reason)
        {
            Flags = flags,
            Malformed = malformed,
            Asked = count,
            Cached = count / 2,
            Usage = new(count / 3, count / 5, count / 7, cost),
        };

    private static readonly Gen<ItemOutcome> Outcomes =
        from index in ArbMap.Default.GeneratorFor<int>()
        from id in Texts
        from answer in Gen.Zip(Texts, Doubles).Select(pair => new AnswerDocument(pair.Item1, pair.Item2)).ArrayOf()
        from scores in Doubles.ArrayOf()
        from error in OptionalTexts
        from latency in Doubles
        from attempts in ArbMap.Default.GeneratorFor<int>()
        from outputs in Outputs.ArrayOf()
        from findings in Findings.ArrayOf()
        select new ItemOutcome(index, id, answer, scores, error, latency, attempts) { Outputs = outputs, Findings = findings };

    [Fact]
    public void Decode_WhatWasEncoded_IsTheSameToTheLastBit() =>
        Prop.ForAll(Outcomes.ArrayOf().ToArbitrary(), outcomes =>
            OutcomeCodec.Decode(OutcomeCodec.Encode(outcomes)).Select(Bits).SequenceEqual(outcomes.Select(Bits))).QuickCheckThrowOnFailure();

    [Fact]
    public void Decode_ChunkFromBeforeModels_HasNoOutputs()
    {
        // Count 1, then index 3, id "q", no documents, one score, no error, 12.5 ms, 1 attempt: the form of version 1.
        var old = new PayloadWriter();
        old.Int(1);
        old.Int(3);
        old.Text("q");
        old.Int(0);
        old.Int(1);
        old.Double(0.5);
        old.OptionalText(null);
        old.Double(12.5);
        old.Int(1);

        var outcome = Assert.Single(OutcomeCodec.Decode(Packed.Pack(old.Written)));
        Assert.Equal((3, "q", 0.5, 12.5, 1), (outcome.Index, outcome.ItemId, outcome.Scores[0], outcome.LatencyMilliseconds, outcome.Attempts));
        Assert.Empty(outcome.Outputs);
    }

    [Fact]
    public void Decode_OutputFromBeforeContexts_HasNone()
    {
        // Flags 3 (greedy, cached), 7 input tokens of which 2 cached, 5 output tokens, no cost, 1.5 ms, no notes; then the next answer.
        var old = new PayloadWriter();
        foreach (var text in new[] { "first", "second" })
        {
            old.Text(text);
            old.OptionalText(null);
            old.OptionalText("stop");
            old.Double(double.NaN);
            old.Byte(3);
            old.Int(7);
            old.Int(2);
            old.Int(5);
            old.OptionalLong(null);
            old.Double(1.5);
            old.OptionalText(null);
        }

        var from = new PayloadReader(old.Written);
        var (first, second) = (OutputCodec.ReadOne(ref from), OutputCodec.ReadOne(ref from));

        Assert.True(from.IsAtEnd);
        Assert.Equal(("first", "second"), (first.Text, second.Text));
        Assert.All([first, second], static output => Assert.Empty(output.Contexts));
        Assert.Equal(new ModelUsage(7, 2, 5, null), second.Usage);
    }

    [Fact]
    public void Encode_OutputWithoutContexts_TakesNoByteForThem()
    {
        var (bare, told) = (new PayloadWriter(), new PayloadWriter());
        OutputCodec.Write(bare, new ModelOutput("answer"));
        OutputCodec.Write(told, new ModelOutput("answer") { Contexts = ["abc"] });

        // A count and the length of the text take a byte each.
        Assert.Equal(bare.Length + 1 + 1 + 3, told.Length);
    }

    [Fact]
    public void Decode_DamagedBytes_IsRefusedOrSomethingElseButNeverAFault()
    {
        var damages =
            from outcomes in Outcomes.ArrayOf()
            let plain = Packed.Unpack(OutcomeCodec.Encode(outcomes))
            from length in Gen.Choose(0, plain.Length)
            from place in Gen.Choose(0, Math.Max(0, plain.Length - 1))
            from value in Gen.Choose(0, 255)
            select (Plain: plain[..length], Place: place, Value: (byte)value);

        Prop.ForAll(damages.ToArbitrary(), damage =>
        {
            if (damage.Place < damage.Plain.Length)
            {
                damage.Plain[damage.Place] = damage.Value;
            }

            return Record.Exception(() => OutcomeCodec.Decode(Packed.Pack(damage.Plain))) is null or InvalidDataException;
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(new byte[0], "version none")]
    [InlineData(new byte[] { 2, 0, 0, 0, 0, 6 }, "version 2; this program reads version 1")]
    [InlineData(new byte[] { 1, 255, 255, 255, 255, 6 }, "length is negative")]
    [InlineData(new byte[] { 1, 9, 0, 0, 0, 6 }, "does not decompress to its length")]
    public void Unpack_ForeignBytes_SaysWhatIsWrong(byte[] packed, string reason) =>
        Assert.Contains(reason, Assert.Throws<InvalidDataException>(() => Packed.Unpack(packed)).Message, StringComparison.Ordinal);

    [Fact]
    public void Indexes_InAnyOrder_ComeBackAndNeighboursTakeAByte()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<int[]>(), indexes =>
            IndexCodec.Decode(IndexCodec.Encode([.. indexes.Select(At)])).SequenceEqual(indexes)).QuickCheckThrowOnFailure();

        Assert.Equal(256, IndexCodec.Encode([.. Enumerable.Range(0, 256).Select(At)]).Length);

        static ItemOutcome At(int index) => new(index, "", [], [], null, 0, 1);
    }

    private static string Bits(ItemOutcome o) => string.Join(
        '|', o.Index, o.ItemId, string.Join(',', o.Answer.Select(a => $"{a.Id.Length}:{a.Id}{BitConverter.DoubleToInt64Bits(a.Score)}")),
        string.Join(',', o.Scores.Select(BitConverter.DoubleToInt64Bits)), o.Error is null ? "-" : "+" + o.Error,
        BitConverter.DoubleToInt64Bits(o.LatencyMilliseconds), o.Attempts, string.Join(';', o.Outputs.Select(Bits)),
        string.Join(';', o.Findings.Select(f => (f.Judge, BitConverter.DoubleToInt64Bits(f.Value), f.Reason, string.Join(',', f.Flags), string.Join(',', f.Malformed), f.Asked, f.Cached, f.Usage))));

    private static string Bits(ModelOutput output) => string.Join(
        ',', [$"{output with { Contexts = [] }}", .. output.Contexts.Select(context => $"{context.Length}:{context}")]);
}
