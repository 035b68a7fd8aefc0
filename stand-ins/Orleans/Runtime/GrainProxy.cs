using System.Reflection;

namespace Orleans.Runtime;

/// <summary>The body of every generated reference: turns a method call into a message.</summary>
internal class GrainProxy : DispatchProxy
{
    private CallSender _sender = null!;

    internal GrainReference Reference { get; private set; } = null!;

    internal Type Interface { get; private set; } = null!;

    public override bool Equals(object? obj) => obj is GrainProxy other && Reference.Equals(other.Reference);

    public override int GetHashCode() => Reference.GetHashCode();

    public override string ToString() => Reference.ToString();

    internal static object Create(Type interfaceType, GrainReference reference, CallSender sender)
    {
        var proxy = (GrainProxy)Create(interfaceType, typeof(GrainProxy));
        (proxy.Reference, proxy.Interface, proxy._sender) = (reference, interfaceType, sender);
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        _sender.Send(this, GrainMethod.Of(targetMethod!), args ?? []);
}
