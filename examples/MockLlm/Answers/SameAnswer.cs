namespace BenchHub.MockLlm;

/// <summary>One text for every question of every model.</summary>
internal sealed class SameAnswer(string text) : IAnswers
{
    public IReadOnlyList<string> Models { get; } = ["mock-llm"];

    public string QuestionIn(string text) => text;

    public (string? Text, Failure? Failure) Find(string model, string question) => (text, null);
}
