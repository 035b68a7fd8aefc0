namespace Orleans.Serialization;

public class SerializerException : Exception
{
    public SerializerException(string message)
        : base(message)
    {
    }

    public SerializerException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>The value's type has no serializer, so it cannot cross a grain call.</summary>
public sealed class CodecNotFoundException(string message) : SerializerException(message);
