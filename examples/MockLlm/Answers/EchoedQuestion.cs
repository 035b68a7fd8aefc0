namespace BenchHub.MockLlm;

/// <summary>Gives each question back.</summary>
internal sealed class EchoedQuestion : IAnswers
{
    public IReadOnlyList<string> Models { get; } = ["mock-llm"];

    public string QuestionIn(string text) => text;

    public (string? Text, Failure? Failure) Find(string model, string question) => (question, null);
}
