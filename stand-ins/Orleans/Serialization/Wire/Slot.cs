using Orleans.Runtime;

namespace Orleans.Serialization;

/// <summary>A place that holds a value: a parameter, a member, an element. The type is written only where it is not the declared one.</summary>
internal sealed class Slot(WireCodecs codecs, Type declared)
{
    private const byte Null = 0;
    private const byte Declared = 1;
    private const byte Other = 2;
    private const byte Reference = 3;
    private const byte Failure = 4;

    private readonly Type _type = Nullable.GetUnderlyingType(declared) ?? declared;
    private Codec? _codec;

    private Codec OwnCodec => _codec ??= codecs.For(_type);

    public void Write(WireWriter writer, object? value)
    {
        writer.Enter();
        switch (value)
        {
            case null:
                writer.Byte(Null);
                break;
            case GrainProxy proxy:
                WriteReference(writer, proxy.Reference.GrainId, TypeNames.Of(proxy.Interface));
                break;
            case GrainReference reference:
                WriteReference(writer, reference.GrainId, string.Empty);
                break;
            case Exception exception:
                writer.Byte(Failure);
                ExceptionCodec.Write(writer, exception, codecs);
                break;
            default:
                WriteValue(writer, value);
                break;
        }

        writer.Leave();
    }

    public object? Read(WireReader reader) => reader.Byte() switch
    {
        Null => null,
        Declared => OwnCodec.Read(reader),
        Other => codecs.For(TypeNames.Resolve(reader.Text())).Read(reader),
        Reference => ReadReference(reader),
        Failure => ExceptionCodec.Read(reader, codecs),
        var unknown => throw new SerializerException($"A message from another process has a value of unknown form {unknown}."),
    };

    private void WriteValue(WireWriter writer, object value)
    {
        var type = value.GetType();
        if (type == _type)
        {
            writer.Byte(Declared);
            OwnCodec.Write(writer, value);
        }
        else
        {
            writer.Byte(Other);
            writer.Text(TypeNames.Of(type));
            codecs.For(type).Write(writer, value);
        }
    }

    private static void WriteReference(WireWriter writer, GrainId id, string interfaceName)
    {
        writer.Byte(Reference);
        LeafCodecs.Write(writer, id);
        writer.Text(interfaceName);
    }

    private object ReadReference(WireReader reader)
    {
        var reference = codecs.Factory.ReferenceTo(LeafCodecs.ReadGrainId(reader));
        var interfaceName = reader.Text();
        return interfaceName.Length == 0 ? reference : reference.As(TypeNames.Resolve(interfaceName));
    }
}
