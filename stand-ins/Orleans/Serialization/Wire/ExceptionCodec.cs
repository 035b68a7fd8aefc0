using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Orleans.Serialization;

/// <summary>A failure of another process whose exception type this one does not have or cannot make.</summary>
public sealed class UnavailableExceptionFallbackException : Exception
{
    public UnavailableExceptionFallbackException()
    {
    }

    internal UnavailableExceptionFallbackException(string exceptionType, string message, Exception? inner)
        : base(message, inner) => ExceptionType = exceptionType;

    /// <summary>The name of the type it had.</summary>
    public string ExceptionType { get; } = string.Empty;

    public override string ToString() => $"{ExceptionType} (as {base.ToString()})";
}

/// <summary>Exceptions with their type, message, stack and inner exception, and the members that carry an [Id].</summary>
internal static class ExceptionCodec
{
    private const BindingFlags Private = BindingFlags.Instance | BindingFlags.NonPublic;

    private static readonly FieldInfo Message = typeof(Exception).GetField("_message", Private)!;
    private static readonly FieldInfo Inner = typeof(Exception).GetField("_innerException", Private)!;

    public static void Write(WireWriter writer, Exception exception, WireCodecs codecs)
    {
        var type = exception.GetType();
        writer.Text(TypeNames.Of(type));
        writer.Text(exception.Message);
        writer.Text(exception.StackTrace ?? string.Empty);
        writer.Int32(exception.HResult);
        codecs.SlotOf(typeof(Exception)).Write(writer, exception.InnerException);
        codecs.ShapeOf(type).Write(writer, exception);
    }

    public static Exception Read(WireReader reader, WireCodecs codecs)
    {
        var (typeName, message, stack, code) = (reader.Text(), reader.Text(), reader.Text(), reader.Int32());
        var inner = (Exception?)codecs.SlotOf(typeof(Exception)).Read(reader);
        var members = reader.Position;
        MemberCodecs.Shape.Skip(reader);
        var end = reader.Position;
        var exception = Create(typeName, message, inner) ?? new UnavailableExceptionFallbackException(typeName, message, inner);
        exception.HResult = code;
        if (stack.Length > 0)
        {
            ExceptionDispatchInfo.SetRemoteStackTrace(exception, stack);
        }

        if (exception is not UnavailableExceptionFallbackException)
        {
            reader.Position = members;
            codecs.ShapeOf(exception.GetType()).Read(reader, exception);
            reader.Position = end;
        }

        return exception;
    }

    // No constructor runs: which of its parameters would be the message is anybody's guess.
    private static Exception? Create(string typeName, string message, Exception? inner)
    {
        if (TypeNames.TryResolve(typeName) is not { IsAbstract: false } type || !typeof(Exception).IsAssignableFrom(type))
        {
            return null;
        }

        var exception = (Exception)RuntimeHelpers.GetUninitializedObject(type);
        Message.SetValue(exception, message);
        Inner.SetValue(exception, inner);
        try
        {
            return exception.Message.Length >= 0 ? exception : null;
        }
        catch (NullReferenceException)
        {
            return null; // Its message is made of fields that do not travel.
        }
    }
}
