namespace Orleans.Runtime;

/// <summary>Identity of a grain together with the way to reach it. References are equal when their grains are.</summary>
public class GrainReference : IAddressable, IEquatable<GrainReference>
{
    private readonly GrainFactory _factory;

    internal GrainReference(GrainFactory factory, GrainId grainId) => (_factory, GrainId) = (factory, grainId);

    public GrainId GrainId { get; }

    public static bool operator ==(GrainReference? reference1, GrainReference? reference2) => Equals(reference1, reference2);

    public static bool operator !=(GrainReference? reference1, GrainReference? reference2) => !Equals(reference1, reference2);

    public virtual TGrainInterface Cast<TGrainInterface>()
        where TGrainInterface : IAddressable => (TGrainInterface)As(typeof(TGrainInterface));

    public bool Equals(GrainReference? other) => other is not null && GrainId == other.GrainId;

    public override bool Equals(object? obj) => Equals(obj as GrainReference);

    public override int GetHashCode() => GrainId.GetHashCode();

    public override string ToString() => $"GrainReference:{GrainId}";

    internal object As(Type interfaceType) => _factory.Reference(interfaceType, this);
}
