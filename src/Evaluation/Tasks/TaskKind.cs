using System.Text.Json;

namespace BenchHub.Evaluation.Tasks;

/// <summary>What a task asks of a model, and so what an answer is.</summary>
public enum TaskKind
{
    /// <summary>A text that continues the prompt.</summary>
    Generation,

    /// <summary>One of several choices, by their likelihoods or by a letter.</summary>
    MultipleChoice,

    /// <summary>A short answer to a question, compared with references in words.</summary>
    OpenQa,

    /// <summary>A program, judged by running it.</summary>
    Code,

    /// <summary>Which of two continuations is better.</summary>
    Preference,

    /// <summary>An answer of a retrieval-augmented service, with its contexts.</summary>
    RagAnswer,

    /// <summary>The likelihood of a continuation after a prompt.</summary>
    Likelihood,

    /// <summary>The likelihood of a whole text.</summary>
    Rolling,
}

public static class TaskKinds
{
    /// <summary>As definitions write it: <c>rag_answer</c>.</summary>
    public static string Word(this TaskKind kind) => JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString());
}
