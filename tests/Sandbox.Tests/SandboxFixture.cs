using BenchHub.Sandbox.Tests;

[assembly: AssemblyFixture(typeof(SandboxFixture))]

namespace BenchHub.Sandbox.Tests;

/// <summary>One warm sandbox per containment, shared by every test. A machine without user namespaces skips, with the reason.</summary>
public sealed class SandboxFixture : IAsyncLifetime
{
    private readonly Dictionary<Containment, CodeSandbox> _sandboxes = [];
    private readonly Dictionary<Containment, string> _reasons = [];

    public static SandboxSettings Only(Containment containment) =>
        containment == Containment.None ? new() { Containments = [], AllowUnconfined = true } : new() { Containments = [containment] };

    public CodeSandbox this[Containment containment]
    {
        get
        {
            Assert.SkipWhen(_reasons.ContainsKey(containment), _reasons.GetValueOrDefault(containment, ""));
            return _sandboxes[containment];
        }
    }

    public async ValueTask InitializeAsync()
    {
        foreach (var containment in Enum.GetValues<Containment>())
        {
            try
            {
                _sandboxes[containment] = await CodeSandbox.StartAsync(Only(containment), CancellationToken.None);
            }
            catch (SandboxUnavailableException none)
            {
                _reasons[containment] = none.Message;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var sandbox in _sandboxes.Values)
        {
            await sandbox.DisposeAsync();
        }
    }
}
