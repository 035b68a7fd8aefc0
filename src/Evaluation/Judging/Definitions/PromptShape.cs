namespace BenchHub.Evaluation.Judging.Definitions;

/// <summary>One of the prompts of a kind of judge.</summary>
/// <param name="Name">As the definition calls it.</param>
/// <param name="Variables">What its template may use besides what all may.</param>
/// <param name="Shown">Groups of variables of which the template has to show at least one.</param>
/// <param name="Field">The field of the reply that is the verdict.</param>
/// <param name="Format">What is said of the reply's form.</param>
/// <param name="Default">The template where the definition has none.</param>
internal sealed record PromptShape(string Name, string[] Variables, string[][] Shown, string Field, string Format, string Default)
{
    // A JSON example that the model is to fill in; the reason comes first, so that the verdict follows from it.
    public static PromptShape Score { get; } = new(
        "prompt", ["question", "answer", "criteria", "minimum", "maximum"], [["answer"]], "score",
        """Reply with one JSON object and nothing else: {"reason": "<one or two sentences>", "score": <a whole number from {{ minimum }} to {{ maximum }}>}""",
        """
        Rate an answer from {{ minimum }} (worst) to {{ maximum }} (best).

        Criteria: {{ criteria }}

        <question>
        {{ question }}
        </question>
        <answer>
        {{ answer }}
        </answer>

        Weigh the answer against the criteria only. Neither its length nor its language counts unless the criteria say so.
        {{ format }}
        """);

    public static PromptShape Reference { get; } = Score with
    {
        Variables = [.. Score.Variables, "reference", "references"],
        Shown = [["answer"], ["reference", "references"]],
        Default = """
        Rate from {{ minimum }} (contradicts or misses it) to {{ maximum }} (says the same) how well an answer agrees with what is known to be right.

        Criteria: {{ criteria }}

        <question>
        {{ question }}
        </question>
        {% for right in references %}<right_answer>
        {{ right }}
        </right_answer>
        {% endfor %}<answer>
        {{ answer }}
        </answer>

        To agree with one right answer is enough. Other words for the same are as good, in any language.
        {{ format }}
        """,
    };

    public static PromptShape YesOrNo { get; } = new(
        "prompt", ["question", "answer", "criteria", "reference", "references"], [["answer"]], "verdict",
        """Reply with one JSON object and nothing else: {"reason": "<one or two sentences>", "verdict": "yes" or "no"}""",
        """
        Decide whether an answer meets the criteria.

        Criteria: {{ criteria }}

        <question>
        {{ question }}
        </question>
        {% for right in references %}<right_answer>
        {{ right }}
        </right_answer>
        {% endfor %}<answer>
        {{ answer }}
        </answer>

        If it meets them only in part, the verdict is "no".
        {{ format }}
        """);

    public static PromptShape Pair { get; } = new(
        "prompt", ["question", "first", "second", "criteria", "reference", "references"], [["first"], ["second"]], "winner",
        """Reply with one JSON object and nothing else: {"reason": "<one or two sentences>", "winner": "first" or "second" or "tie"}""",
        """
        Decide which of two answers to a question is better.

        Criteria: {{ criteria }}

        <question>
        {{ question }}
        </question>
        {% for right in references %}<right_answer>
        {{ right }}
        </right_answer>
        {% endfor %}<first>
        {{ first }}
        </first>
        <second>
        {{ second }}
        </second>

        The order of the answers is random and says nothing; a longer answer is not better for it. If neither is better, it is a tie.
        {{ format }}
        """);

    public static PromptShape Statements { get; } = new(
        "statements", ["question", "text"], [["text"]], "statements",
        """Reply with one JSON object and nothing else: {"statements": ["<statement>", ...]}; the list is empty if nothing is claimed.""",
        """
        Take a text apart into the single facts that it claims.

        <question>
        {{ question }}
        </question>
        <text>
        {{ text }}
        </text>

        The text answers the question. Write each claim as a short sentence of its own, in the language of the text, that can be understood without the others: put names in place of pronouns. Add nothing, leave out nothing, correct nothing.
        {{ format }}
        """);

    public static PromptShape Verdicts { get; } = new(
        "verdicts", ["question", "statements", "source"], [["statements"], ["source"]], "verdicts",
        """Reply with one JSON object and nothing else, with one entry for each statement: {"verdicts": [{"number": 1, "reason": "<one sentence>", "verdict": "yes" or "no"}, ...]}""",
        """
        Decide for each statement whether the source supports it.

        <source>
        {{ source }}
        </source>
        {% for statement in statements %}<statement number="{{ loop.index }}">{{ statement }}</statement>
        {% endfor %}
        "yes" means that the source says it or that it follows from the source directly; "no" means anything else, also where the statement is true but does not stand there. Source and statement may be in different languages.
        {{ format }}
        """);

    public static PromptShape Useful { get; } = YesOrNo with
    {
        Variables = ["question", "reference", "references", "context"],
        Shown = [["context"]],
        Default = """
        Decide whether a passage helps to arrive at the right answer to a question.

        <question>
        {{ question }}
        </question>
        <right_answer>
        {{ reference }}
        </right_answer>
        <passage>
        {{ context }}
        </passage>

        "yes" means that the passage contains something that the right answer needs.
        {{ format }}
        """,
    };

    public static PromptShape Questions { get; } = new(
        "questions", ["answer", "count"], [["answer"]], "questions",
        """Reply with one JSON object and nothing else: {"noncommittal": true or false, "questions": [<{{ count }} questions as texts>]}""",
        """
        Write {{ count }} different questions, each of which the answer below would answer completely, in the language of the answer.

        <answer>
        {{ answer }}
        </answer>

        Say also whether the answer is noncommittal: whether it evades, declines, or claims not to know.
        {{ format }}
        """);
}
