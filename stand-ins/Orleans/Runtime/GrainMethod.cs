using System.Collections.Concurrent;
using System.Reflection;
using Orleans.Concurrency;
using Orleans.Serialization;

namespace Orleans.Runtime;

/// <summary>What the runtime knows of one method of a grain interface.</summary>
internal sealed class GrainMethod
{
    private static readonly ConcurrentDictionary<MethodInfo, GrainMethod> Known = new();

    private readonly MethodInvoker _invoker;

    private GrainMethod(MethodInfo method)
    {
        Method = method;
        Interface = method.DeclaringType!;
        Return = ReturnShape.Of(method.ReturnType);
        IsReadOnly = method.IsDefined(typeof(ReadOnlyAttribute));
        AlwaysInterleaves = method.IsDefined(typeof(AlwaysInterleaveAttribute));
        IsOneWay = method.IsDefined(typeof(OneWayAttribute)) || method.ReturnType == typeof(void);
        ResponseTimeout = method.GetCustomAttribute<ResponseTimeoutAttribute>()?.Timeout;
        WireName = $"{TypeNames.Of(Interface)}|{method}";
        var parameters = method.GetParameters();
        ParameterTypes = [.. parameters.Select(parameter => parameter.ParameterType)];
        CancellationToken = Array.FindIndex(parameters, parameter => parameter.ParameterType == typeof(CancellationToken));
        CopiedArguments = [.. Enumerable.Range(0, parameters.Length).Where(index => MustCopy(parameters[index], parameters[index].ParameterType))];
        CopiesResult = Return.ValueType != typeof(void) && MustCopy(method.ReturnParameter, Return.ValueType);
        _invoker = MethodInvoker.Create(method);
    }

    public MethodInfo Method { get; }

    public Type Interface { get; }

    public ReturnShape Return { get; }

    public Type[] ParameterTypes { get; }

    /// <summary>What names the method between processes.</summary>
    public string WireName { get; }

    /// <summary>Indexes of the arguments that caller and callee must not share.</summary>
    public int[] CopiedArguments { get; }

    public bool CopiesResult { get; }

    public bool IsReadOnly { get; }

    public bool AlwaysInterleaves { get; }

    public bool IsOneWay { get; }

    /// <summary>The method's own response timeout, null for the silo's.</summary>
    public TimeSpan? ResponseTimeout { get; }

    /// <summary>Index of the parameter that is a cancellation token, -1 without one.</summary>
    public int CancellationToken { get; }

    public static GrainMethod Of(MethodInfo method) => Known.GetOrAdd(method, static m => new GrainMethod(m));

    /// <exception cref="SerializerException">This process has no such method.</exception>
    public static GrainMethod Find(string wireName)
    {
        var bar = wireName.IndexOf('|', StringComparison.Ordinal);
        var method = bar < 0 ? null : Array.Find(TypeNames.Resolve(wireName[..bar]).GetMethods(), candidate => candidate.ToString() == wireName[(bar + 1)..]);
        return Of(method ?? throw new SerializerException($"Another process calls {wireName}, which this process does not have: the two run different versions of the program."));
    }

    public ValueTask<object?> Invoke(object target, object?[] arguments) => Return.Await(_invoker.Invoke(target, arguments.AsSpan()));

    private static bool MustCopy(ParameterInfo parameter, Type type) =>
        !parameter.IsDefined(typeof(ImmutableAttribute)) && !Immutability.OfEveryValue(type);

    public override string ToString() => $"{Interface.Name}.{Method.Name}";
}
