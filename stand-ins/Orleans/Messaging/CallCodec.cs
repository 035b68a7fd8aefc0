using System.Collections.Concurrent;
using System.Collections.Immutable;
using Orleans.Runtime;
using Orleans.Serialization;

namespace Orleans.Messaging;

/// <summary>Calls and answers as bytes.</summary>
internal sealed class CallCodec(WireCodecs codecs)
{
    private const int WithoutLimit = -1;

    private readonly ConcurrentDictionary<string, GrainMethod> _methods = new(StringComparer.Ordinal);
    private readonly Slot _any = codecs.SlotOf(typeof(object));

    public void WriteCall(WireWriter writer, Call call)
    {
        var patience = call.Patience;
        writer.Byte((byte)call.Forwards);
        writer.Int32(patience == TimeSpan.MaxValue ? WithoutLimit : (int)Math.Clamp(patience.TotalMilliseconds, 0, int.MaxValue));
        WriteSource(writer, call.Source);
        LeafCodecs.Write(writer, call.Target);
        writer.Text(call.Method.WireName);
        writer.Count((uint)call.RequestContext.Count);
        foreach (var (key, value) in call.RequestContext)
        {
            writer.Text(key);
            _any.Write(writer, value);
        }

        for (var index = 0; index < call.Arguments.Length; index++)
        {
            if (index != call.Method.CancellationToken)
            {
                codecs.SlotOf(call.Method.ParameterTypes[index]).Write(writer, call.Arguments[index]);
            }
        }
    }

    /// <param name="reader">Where the call begins.</param>
    /// <param name="cancellation">Makes the token of a method that takes one.</param>
    public Call ReadCall(WireReader reader, Func<CancellationToken> cancellation)
    {
        var forwards = reader.Byte();
        var patience = reader.Int32();
        var source = ReadSource(reader);
        var target = LeafCodecs.ReadGrainId(reader);
        var method = _methods.GetOrAdd(reader.Text(), GrainMethod.Find);
        var context = ImmutableDictionary<string, object>.Empty;
        for (var count = reader.Elements(); count > 0; count--)
        {
            var key = reader.Text();
            context = context.SetItem(key, _any.Read(reader)!);
        }

        var arguments = new object?[method.ParameterTypes.Length];
        for (var index = 0; index < arguments.Length; index++)
        {
            arguments[index] = index == method.CancellationToken ? cancellation() : codecs.SlotOf(method.ParameterTypes[index]).Read(reader);
        }

        var timeout = patience == WithoutLimit ? Timeout.InfiniteTimeSpan : TimeSpan.FromMilliseconds(patience);
        return new Call(source, target, method, arguments, context, timeout) { Forwards = forwards };
    }

    public void WriteResult(WireWriter writer, GrainMethod method, object? result)
    {
        writer.Byte(1);
        if (method.Return.ValueType != typeof(void))
        {
            codecs.SlotOf(method.Return.ValueType).Write(writer, result);
        }
    }

    public void WriteFailure(WireWriter writer, Exception exception)
    {
        writer.Byte(0);
        _any.Write(writer, exception);
    }

    /// <summary>Completes the call with the answer that arrived.</summary>
    public void ReadAnswer(WireReader reader, Call call)
    {
        try
        {
            if (reader.Byte() == 0)
            {
                call.Fail((Exception)_any.Read(reader)!);
            }
            else
            {
                call.Succeed(call.Method.Return.ValueType == typeof(void) ? null : codecs.SlotOf(call.Method.Return.ValueType).Read(reader));
            }
        }
        catch (Exception exception)
        {
            call.Fail(new SerializerException($"The answer of {call.Method} of {call.Target} cannot be read: {exception.Message}", exception));
        }
    }

    private static void WriteSource(WireWriter writer, GrainId? source)
    {
        writer.Byte(source is null ? (byte)0 : (byte)1);
        if (source is { } known)
        {
            LeafCodecs.Write(writer, known);
        }
    }

    private static GrainId? ReadSource(WireReader reader) => reader.Byte() == 0 ? null : LeafCodecs.ReadGrainId(reader);
}
