namespace BenchHub.MockLlm;

/// <summary>How a request ended.</summary>
internal enum Ending
{
    /// <summary>The answer was sent whole.</summary>
    Answered,

    /// <summary>429.</summary>
    Throttled,

    /// <summary>Any other error, or an answer spoilt on purpose.</summary>
    Failed,

    /// <summary>The asker left, or the server stopped, before the answer was sent.</summary>
    Abandoned,
}

/// <summary>How often something was asked and how that ended; the rest is still under way.</summary>
internal sealed class Tally(string? path, string? model)
{
    private readonly int[] _ended = new int[Enum.GetValues<Ending>().Length];
    private int _asked;

    public string? Path => path;

    public string? Model => model;

    public int Asked => Volatile.Read(ref _asked);

    public int this[Ending ending] => Volatile.Read(ref _ended[(int)ending]);

    /// <returns>Which time this is, from 1.</returns>
    public int Ask() => Interlocked.Increment(ref _asked);

    public void End(Ending ending) => Interlocked.Increment(ref _ended[(int)ending]);
}
