using Orleans.Streams;

namespace Orleans.Providers.Streams.Common;

[Immutable, GenerateSerializer]
public class EventSequenceTokenV2(long seqNumber, int eventInd) : StreamSequenceToken
{
    public EventSequenceTokenV2(long seqNumber)
        : this(seqNumber, 0)
    {
    }

    [Id(0)]
    public override long SequenceNumber { get; protected set; } = seqNumber;

    [Id(1)]
    public override int EventIndex { get; protected set; } = eventInd;

    public override bool Equals(StreamSequenceToken? other) =>
        other is EventSequenceTokenV2 && other.SequenceNumber == SequenceNumber && other.EventIndex == EventIndex;

    public override bool Equals(object? obj) => Equals(obj as StreamSequenceToken);

    public override int GetHashCode() => HashCode.Combine(SequenceNumber, EventIndex);

    public override int CompareTo(StreamSequenceToken? other) =>
        other is null ? 1 : (SequenceNumber, EventIndex).CompareTo((other.SequenceNumber, other.EventIndex));

    public override string ToString() => $"{SequenceNumber}:{EventIndex}";
}
