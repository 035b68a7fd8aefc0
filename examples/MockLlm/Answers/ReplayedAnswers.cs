namespace BenchHub.MockLlm;

/// <summary>
/// Recorded answers, found by the question in the prompt and the request's model. Beside them stands what BenchHub asks to
/// check a model when it is registered.
/// </summary>
internal sealed class ReplayedAnswers : IAnswers
{
    private const string Check = "Say OK.";
    private const string Checked = "OK.";
    private const int Excerpt = 80;

    private readonly Dictionary<string, Dictionary<string, string>> _byQuestion;
    private readonly KnownQuestions _questions;
    private readonly int _count;

    private ReplayedAnswers(Dictionary<string, Dictionary<string, string>> byQuestion)
    {
        _byQuestion = byQuestion;
        _questions = new(byQuestion.Keys);
        _count = byQuestion.Count;
        string[] models = [.. byQuestion.Values.SelectMany(static answers => answers.Keys).Distinct()];
        byQuestion.TryAdd(Check, models.ToDictionary(static model => model, static _ => Checked));
        Models = [.. models.Select(static model => model == ReplayLine.AnyModel ? "mock-llm" : model)];
    }

    public IReadOnlyList<string> Models { get; }

    /// <exception cref="MockLlmException">The file is missing, empty, or a line is wrong; the message names it.</exception>
    public static ReplayedAnswers Load(string path)
    {
        var byQuestion = new Dictionary<string, Dictionary<string, string>>();
        foreach (var (line, number) in Lines(path).Select(static (line, i) => (line, i + 1)).Where(static x => !string.IsNullOrWhiteSpace(x.line)))
        {
            foreach (var (question, model, answer) in ReplayLine.Read(line, $"{path}:{number}"))
            {
                if (!byQuestion.TryGetValue(question, out var answers))
                {
                    byQuestion[question] = answers = [];
                }

                if (!answers.TryAdd(model, answer))
                {
                    throw new MockLlmException($"{path}:{number}: an earlier line already has {ReplayLine.Name(model)}'s answer to this question.");
                }
            }
        }

        return byQuestion.Count > 0 ? new(byQuestion) : throw new MockLlmException($"{path} has no answers.");
    }

    public string QuestionIn(string text) => _questions.LongestIn(text) ?? text;

    public (string? Text, Failure? Failure) Find(string model, string question)
    {
        if (!_byQuestion.TryGetValue(question, out var answers))
        {
            var asked = question.Length > Excerpt ? question[..Excerpt] + "…" : question;
            return (null, new(404, "question_not_found", $"None of the {_count} questions of the replay stands in '{asked}'."));
        }

        return answers.TryGetValue(model, out var answer) || answers.TryGetValue(ReplayLine.AnyModel, out answer)
            ? (answer, null)
            : (null, new(404, "model_not_found", $"The replay has no answer of '{model}' to this question; it has {string.Join(", ", answers.Keys)}."));
    }

    private static IEnumerable<string> Lines(string path) =>
        File.Exists(path) ? File.ReadLines(path) : throw new MockLlmException($"There is no file {Path.GetFullPath(path)} to replay.");
}
