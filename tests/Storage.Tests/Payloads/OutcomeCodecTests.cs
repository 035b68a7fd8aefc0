using System.Text;
using BenchHub.Storage.Jobs;
using FsCheck;
using FsCheck.Fluent;

namespace BenchHub.Storage.Tests.Payloads;

public sealed class OutcomeCodecTests
{
    private static readonly Gen<double> Doubles = ArbMap.Default.GeneratorFor<long>().Select(BitConverter.Int64BitsToDouble);

    // Half a surrogate pair is no character and would come back as U+FFFD.
    private static readonly Gen<string> Texts =
        Gen.Choose(0, 0x10ffff).Where(Rune.IsValid).Select(value => new Rune(value).ToString()).ArrayOf().Select(string.Concat);

    private static readonly Gen<ItemOutcome> Outcomes =
        from index in ArbMap.Default.GeneratorFor<int>()
        from id in Texts
        from answer in Gen.Zip(Texts, Doubles).Select(pair => new AnswerDocument(pair.Item1, pair.Item2)).ArrayOf()
        from scores in Doubles.ArrayOf()
        from error in Gen.OneOf(Gen.Constant<string?>(null), Texts.Select(text => (string?)text))
        from latency in Doubles
        from attempts in ArbMap.Default.GeneratorFor<int>()
        select new ItemOutcome(index, id, answer, scores, error, latency, attempts);

    [Fact]
    public void Decode_WhatWasEncoded_IsTheSameToTheLastBit() =>
        Prop.ForAll(Outcomes.ArrayOf().ToArbitrary(), outcomes =>
            OutcomeCodec.Decode(OutcomeCodec.Encode(outcomes)).Select(Bits).SequenceEqual(outcomes.Select(Bits))).QuickCheckThrowOnFailure();

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
        BitConverter.DoubleToInt64Bits(o.LatencyMilliseconds), o.Attempts);
}
