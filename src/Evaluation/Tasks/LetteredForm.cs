using System.Text;
using BenchHub.Evaluation.Metrics;

namespace BenchHub.Evaluation.Tasks;

/// <summary>
/// A question whose choices have letters. They are listed below it, unless they are the letters themselves, which a prompt in the
/// manner of MMLU lists already.
/// </summary>
internal static class LetteredForm
{
    public const string Instruction = "Answer with the letter of the right choice only.";

    private const int MostChoices = 26;

    public static string Letter(int? index) => index is { } i ? ((char)('A' + i)).ToString() : "";

    /// <exception cref="InvalidItemException">There are more choices than letters.</exception>
    public static string Ask(Question question)
    {
        if (question.Choices.Count > MostChoices)
        {
            throw new InvalidItemException($"there are {question.Choices.Count} choices, and {MostChoices} letters.");
        }

        var text = new StringBuilder(question.Text).Append("\n\n");
        if (question.Choices.Where((choice, i) => choice != Letter(i)).Any())
        {
            foreach (var (i, choice) in question.Choices.Index())
            {
                text.Append(Letter(i)).Append(". ").Append(choice).Append('\n');
            }

            text.Append('\n');
        }

        return text.Append(Instruction).ToString();
    }
}
