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

    /// <summary>
    /// A program to complete, as HumanEval (Chen et al., 2021) has them: what is given followed by the completion. What is given beside
    /// the entry point (three problems' tests use it) is the task's and cannot be replaced.
    /// </summary>
    /// <param name="given">The beginning of the program, such as a signature with its documentation; may be empty.</param>
    /// <param name="completion">
    /// The function's indented body, or code that defines the function again; see <see cref="CodeBlock.Of"/> for chat answers.
    /// </param>
    /// <param name="entryPoint">The function under test; may be empty where the test names what it calls.</param>
    /// <param name="test">Python that raises unless the program is right.</param>
    public static CodeTrial Completing(string given, string completion, string entryPoint, string test) => new()
    {
        // A definition starts a line of its own; a body may already stand in the middle of one.
        Program = given + (entryPoint.Length == 0 || completion.Contains($"def {entryPoint}(", StringComparison.Ordinal) ? "\n" : "") + completion + "\n",
        Test = test,
        EntryPoint = entryPoint,
        Given = given,
    };
}
