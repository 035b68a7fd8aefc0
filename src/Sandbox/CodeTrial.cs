namespace BenchHub.Sandbox;

/// <summary>A program that a model wrote, and the test that judges it. The two run in separate processes.</summary>
public sealed record CodeTrial
{
    /// <summary>The model's program; its functions and classes are called by the test across a process boundary.</summary>
    public required string Program { get; init; }

    /// <summary>Python that raises unless the program is right, such as <c>assert add(1, 2) == 3</c>.</summary>
    public required string Test { get; init; }

    /// <summary>The function under test: under this name the test always reaches the program's, never a definition of its own.</summary>
    public string EntryPoint { get; init; } = "";

    /// <summary>Trusted definitions of the task, run on the test's side; the program cannot replace what they define.</summary>
    public string Given { get; init; } = "";

    /// <summary>Wall time for program and test together. Default: 3 s, as the reference implementation of HumanEval has it.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(3);
}
