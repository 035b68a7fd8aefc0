using Microsoft.Extensions.DependencyInjection;

namespace Grpc.AspNetCore.Server;

/// <summary>
/// An instance for one call: the container's when it knows the type and there are no extra arguments, otherwise one that
/// is constructed for the call and disposed after it.
/// </summary>
internal sealed class PerCall<T>(Type type, IReadOnlyList<object> arguments)
    where T : class
{
    private readonly Lazy<ObjectFactory> _factory =
        new(() => ActivatorUtilities.CreateFactory(type, [.. arguments.Select(static argument => argument.GetType())]));

    public async Task<TResult> Use<TResult>(IServiceProvider services, Func<T, Task<TResult>> use)
    {
        if (arguments.Count == 0 && services.GetService(type) is T registered)
        {
            return await use(registered);
        }

        var made = (T)_factory.Value(services, [.. arguments]);
        try
        {
            return await use(made);
        }
        finally
        {
            await Dispose(made);
        }
    }

    public Task Use(IServiceProvider services, Func<T, Task> use) => Use(services, async instance =>
    {
        await use(instance);
        return true;
    });

    private static async ValueTask Dispose(T made)
    {
        if (made is IAsyncDisposable asynchronous)
        {
            await asynchronous.DisposeAsync();
        }
        else if (made is IDisposable disposable)
        {
            disposable.Dispose();
        }
    }
}
