namespace BenchHub.Evaluation.Tasks;

/// <summary>What a program that a model completes is put together with, and what judges it.</summary>
/// <param name="Given">The beginning of the program; the model's code follows it.</param>
/// <param name="Test">Python that raises unless the program is right.</param>
/// <param name="EntryPoint">The function under test; may be empty.</param>
/// <param name="Timeout">Wall time of program and test together.</param>
public sealed record TaskProgram(string Given, string Test, string EntryPoint, TimeSpan Timeout);
