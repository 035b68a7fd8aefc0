namespace BenchHub.MockLlm;

/// <summary>Where answers come from.</summary>
internal interface IAnswers
{
    /// <summary>Names for the list of models.</summary>
    IReadOnlyList<string> Models { get; }

    /// <summary>What is asked, as the counts name it.</summary>
    string QuestionIn(string text);

    /// <param name="model">Of the request.</param>
    /// <param name="question">From <see cref="QuestionIn"/>.</param>
    /// <returns>The text, or why there is none.</returns>
    (string? Text, Failure? Failure) Find(string model, string question);
}
