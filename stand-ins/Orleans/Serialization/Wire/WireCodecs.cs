using System.Collections.Concurrent;
using Orleans.Runtime;

namespace Orleans.Serialization;

/// <summary>How values of one type are written and read, without their type.</summary>
internal sealed record Codec(Action<WireWriter, object> Write, Func<WireReader, object> Read);

/// <summary>
/// The form of values between processes: the same types may cross as within one (<see cref="DeepCopier"/>). Members of
/// [GenerateSerializer] types carry their [Id], so that a reader skips those it does not know.
/// </summary>
internal sealed class WireCodecs(Func<GrainFactory> factory)
{
    private readonly ConcurrentDictionary<Type, Codec> _codecs = new();
    private readonly ConcurrentDictionary<Type, Slot> _slots = new();
    private readonly ConcurrentDictionary<Type, MemberCodecs.Shape> _shapes = new();

    public GrainFactory Factory => factory();

    /// <exception cref="CodecNotFoundException">The type is neither known nor marked [GenerateSerializer].</exception>
    public Codec For(Type type) => _codecs.GetOrAdd(type, Create);

    public Slot SlotOf(Type declared) => _slots.GetOrAdd(declared, static (type, self) => new Slot(self, type), this);

    public MemberCodecs.Shape ShapeOf(Type exception) =>
        _shapes.GetOrAdd(exception, static (type, self) => new(SerializedMembers.Of(type), self), this);

    private Codec Create(Type type) =>
        LeafCodecs.TryCreate(type)
        ?? CollectionCodecs.TryCreate(type, this)
        ?? MemberCodecs.TryCreate(type, this)
        ?? throw new CodecNotFoundException($"{type} cannot be sent to another process: mark it [GenerateSerializer] and its members [Id(n)], or pass a type that the serializer knows.");
}
