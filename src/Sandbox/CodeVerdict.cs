namespace BenchHub.Sandbox;

/// <param name="Outcome">Everything but <see cref="CodeOutcome.Passed"/> and <see cref="CodeOutcome.BrokenTest"/> is a failure of the program.</param>
/// <param name="Detail">The exception or the assertion with its line, at most about 1,000 characters; empty when passed.</param>
/// <param name="Elapsed">Wall time from the fork to the verdict.</param>
public sealed record CodeVerdict(CodeOutcome Outcome, string Detail, TimeSpan Elapsed);

public enum CodeOutcome
{
    /// <summary>The test ran to its end without an exception.</summary>
    Passed = 0,

    /// <summary>The program or the test raised, or the program ended its process or its connection to the test.</summary>
    Failed = 1,

    /// <summary>Wall time or processor time ran out.</summary>
    TimedOut = 2,

    /// <summary>An allocation beyond the limit was refused.</summary>
    OutOfMemory = 3,

    /// <summary>The process was ended by a signal, such as a fault in native code.</summary>
    Killed = 4,

    /// <summary>The test itself does not compile, or what it is given raises: nothing is known about the program.</summary>
    BrokenTest = 5,
}
