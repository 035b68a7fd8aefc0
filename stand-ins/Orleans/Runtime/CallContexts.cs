using System.Reflection;

namespace Orleans.Runtime;

/// <summary>A call on its way through filters: each filter's <c>Invoke</c> goes one step further.</summary>
internal abstract class CallContext(GrainId? source, GrainId target, GrainMethod method) : IGrainCallContext
{
    private int _next;

    public GrainId? SourceId => source;

    public GrainId TargetId => target;

    public abstract object Grain { get; }

    public MethodInfo InterfaceMethod => method.Method;

    public string InterfaceName => method.Interface.FullName!;

    public string MethodName => method.Method.Name;

    public object? Result { get; set; }

    protected GrainMethod Method => method;

    /// <summary>A filter may repeat it: each time the rest of the way is gone anew.</summary>
    public async Task Invoke()
    {
        try
        {
            await Step(_next++);
        }
        finally
        {
            _next--;
        }
    }

    public async Task<object?> Run()
    {
        await Invoke();
        return Result;
    }

    /// <summary>Runs the filter of that index, or the call itself after the last one.</summary>
    protected abstract Task Step(int index);
}

internal sealed class OutgoingCall(
    IOutgoingGrainCallFilter[] filters,
    Activation? source,
    GrainProxy proxy,
    GrainMethod method,
    object?[] arguments,
    Func<Activation?, GrainProxy, GrainMethod, object?[], Task<object?>> deliver)
    : CallContext(source?.GrainId, proxy.Reference.GrainId, method), IOutgoingGrainCallContext
{
    public override object Grain => proxy;

    public IGrainContext? SourceContext => source;

    protected override async Task Step(int index)
    {
        if (index < filters.Length)
        {
            await filters[index].Invoke(this);
        }
        else
        {
            Result = await deliver(source, proxy, Method, arguments);
        }
    }
}

internal sealed class IncomingCall(IIncomingGrainCallFilter[] filters, Activation activation, object target, object?[] arguments, Call call)
    : CallContext(call.Source, call.Target, call.Method), IIncomingGrainCallContext
{
    public override object Grain => target;

    public IGrainContext TargetContext => activation;

    public MethodInfo ImplementationMethod
    {
        get
        {
            var map = target.GetType().GetInterfaceMap(Method.Interface);
            return map.TargetMethods[Array.IndexOf(map.InterfaceMethods, Method.Method)];
        }
    }

    protected override async Task Step(int index)
    {
        if (index < filters.Length)
        {
            await filters[index].Invoke(this);
        }
        else if (index == filters.Length && target is IIncomingGrainCallFilter own)
        {
            await own.Invoke(this);
        }
        else
        {
            Result = await Method.Invoke(target, arguments);
        }
    }
}
