namespace Orleans.Serialization;

public class SerializerException(string message) : Exception(message);

/// <summary>The value's type has no serializer, so it cannot cross a grain call.</summary>
public sealed class CodecNotFoundException(string message) : SerializerException(message);
