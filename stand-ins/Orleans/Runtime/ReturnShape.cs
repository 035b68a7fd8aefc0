namespace Orleans.Runtime;

/// <summary>Translates between the declared return type of a grain method and a plain task of an object.</summary>
internal abstract class ReturnShape
{
    /// <summary>The type of the value inside, <see cref="void"/> without one.</summary>
    public virtual Type ValueType => typeof(void);

    /// <exception cref="NotSupportedException">Grain methods do not return this type.</exception>
    public static ReturnShape Of(Type declared)
    {
        if (declared == typeof(void))
        {
            return new OfVoid();
        }

        if (declared == typeof(Task))
        {
            return new OfTask();
        }

        if (declared == typeof(ValueTask))
        {
            return new OfValueTask();
        }

        var shape = declared is { IsGenericType: true } ? declared.GetGenericTypeDefinition() : null;
        return shape == typeof(Task<>) ? Create(typeof(OfTask<>))
            : shape == typeof(ValueTask<>) ? Create(typeof(OfValueTask<>))
            : throw new NotSupportedException($"Grain methods of the stand-in return Task, Task<T>, ValueTask or ValueTask<T>, not {declared}.");

        ReturnShape Create(Type open) => (ReturnShape)Activator.CreateInstance(open.MakeGenericType(declared.GetGenericArguments()))!;
    }

    /// <summary>For the caller: the answer as the method's declared type.</summary>
    public abstract object? Declare(Task<object?> answer);

    /// <summary>For the callee: waits for what the grain's method returned.</summary>
    public abstract ValueTask<object?> Await(object? returned);

    private static async Task<T> Cast<T>(Task<object?> answer) => (T)(await answer.ConfigureAwait(false))!;

    private sealed class OfVoid : ReturnShape
    {
        public override object? Declare(Task<object?> answer) => null;

        public override ValueTask<object?> Await(object? returned) => default;
    }

    private sealed class OfTask : ReturnShape
    {
        public override object Declare(Task<object?> answer) => answer;

        public override async ValueTask<object?> Await(object? returned)
        {
            await (Task)returned!;
            return null;
        }
    }

    private sealed class OfValueTask : ReturnShape
    {
        public override object Declare(Task<object?> answer) => new ValueTask(answer);

        public override async ValueTask<object?> Await(object? returned)
        {
            await (ValueTask)returned!;
            return null;
        }
    }

    private sealed class OfTask<T> : ReturnShape
    {
        public override Type ValueType => typeof(T);

        public override object Declare(Task<object?> answer) => Cast<T>(answer);

        public override async ValueTask<object?> Await(object? returned) => await (Task<T>)returned!;
    }

    private sealed class OfValueTask<T> : ReturnShape
    {
        public override Type ValueType => typeof(T);

        public override object Declare(Task<object?> answer) => new ValueTask<T>(Cast<T>(answer));

        public override async ValueTask<object?> Await(object? returned) => await (ValueTask<T>)returned!;
    }
}
