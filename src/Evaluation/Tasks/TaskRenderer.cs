using System.Text;
using System.Text.Json;
using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Tasks.Templates;

namespace BenchHub.Evaluation.Tasks;

/// <summary>Turns records into requests as the task's definition says. Pure; safe for concurrent use. O(length of the request).</summary>
public sealed class TaskRenderer(TaskDefinition task)
{
    /// <summary>What is asked of a model for a record; tasks with choices ask for likelihoods.</summary>
    /// <param name="id">How messages call the record.</param>
    /// <param name="record">A JSON object.</param>
    /// <param name="examples">
    /// Solved records to show before, where <see cref="TaskDefinition.FewShot"/> has none of its own; the first ones are taken.
    /// <see cref="FewShotPool"/> chooses them.
    /// </param>
    /// <exception cref="InvalidItemException">
    /// The record, or an example, lacks what a template needs, has no choices, or its right choice is none of them. The sentence begins
    /// with the record's id.
    /// </exception>
    public TaskPrompt Render(string id, JsonElement record, IReadOnlyList<JsonElement>? examples = null) => Render(id, record, examples, lettered: false);

    /// <summary>The same for a model that gives no likelihoods: the choices get letters, and the letter of one is asked for.</summary>
    /// <inheritdoc cref="Render(string, JsonElement, IReadOnlyList{JsonElement}?)"/>
    /// <exception cref="InvalidOperationException">The task has no choices.</exception>
    public TaskPrompt RenderLettered(string id, JsonElement record, IReadOnlyList<JsonElement>? examples = null) =>
        task.Kind is TaskKind.MultipleChoice or TaskKind.Preference
            ? Render(id, record, examples, lettered: true)
            : throw new InvalidOperationException($"The task '{task.Name}' has no choices.");

    private TaskPrompt Render(string id, JsonElement record, IReadOnlyList<JsonElement>? examples, bool lettered)
    {
        try
        {
            var mapping = RecordReader.Read(record);
            var question = Question.Of(task, task.Fields, mapping);
            var (turns, prompt) = Conversation(mapping, question, Examples(examples ?? []), lettered);
            return Request(mapping, question, turns, prompt, lettered);
        }
        catch (InvalidItemException invalid)
        {
            throw new InvalidItemException($"Record '{id}': {invalid.Message}");
        }
    }

    /// <summary>Whether a record can be an example; nothing comes of it where it can.</summary>
    /// <exception cref="InvalidItemException">It lacks what the templates need; the sentence is about the record.</exception>
    public void CheckExample(JsonElement record) => Question.Of(task, task.Examples, RecordReader.Read(record));

    private Question[] Examples(IReadOnlyList<JsonElement> given)
    {
        var shots = task.FewShot;
        var pool = shots.Samples.Count > 0 ? shots.Samples : given;
        return pool.Count >= shots.Count
            ? [.. pool.Take(shots.Count).Select((example, i) => Example(example, i))]
            : throw new InvalidItemException($"the task shows {shots.Count} examples, and there are {pool.Count}.");
    }

    private Question Example(JsonElement example, int index)
    {
        try
        {
            return Question.Of(task, task.Examples, RecordReader.Read(example));
        }
        catch (InvalidItemException invalid)
        {
            throw new InvalidItemException($"example {index + 1}: {invalid.Message}");
        }
    }

    private (List<TaskTurn> Turns, string Prompt) Conversation(Mapping record, Question question, Question[] examples, bool lettered)
    {
        var turns = new List<TaskTurn>();
        var prompt = new StringBuilder();
        if (task.System?.Text(record) is { Length: > 0 } system)
        {
            turns.Add(new("system", system));
            prompt.Append(system).Append(task.SystemDelimiter);
        }

        foreach (var example in examples)
        {
            var (asked, answer) = lettered ? (LetteredForm.Ask(example), LetteredForm.Letter(example.Gold)) : (example.Text, example.Answer);
            turns.Add(new(TaskTurn.User, asked));
            prompt.Append(asked);
            if (answer.Length > 0)
            {
                turns.Add(new("assistant", answer));
                prompt.Append(task.Examples.TargetDelimiter).Append(answer).Append(task.Examples.ExampleDelimiter);
            }
        }

        foreach (var turn in task.Chat.SkipLast(1))
        {
            var text = turn.Text.Text(record);
            turns.Add(new(turn.Role, text));
            prompt.Append(text).Append(task.Fields.ExampleDelimiter);
        }

        if (task.Kind != TaskKind.Rolling)
        {
            var asked = lettered ? LetteredForm.Ask(question) : question.Text;
            turns.Add(new(TaskTurn.User, asked));
            prompt.Append(asked);
        }

        return (turns, prompt.ToString());
    }

    private TaskPrompt Request(Mapping record, Question question, List<TaskTurn> turns, string prompt, bool lettered)
    {
        var request = new TaskPrompt { Turns = turns, Prompt = task.Kind == TaskKind.Rolling ? "" : prompt, References = question.References };
        return task.Kind switch
        {
            TaskKind.MultipleChoice or TaskKind.Preference => request with
            {
                Choices = lettered ? [] : [.. question.Choices.Select(choice => task.Fields.TargetDelimiter + choice)],
                Options = question.Choices,
                Gold = question.Gold,
                Golds = question.Golds,
                References = lettered ? [.. question.Golds.Select(static gold => LetteredForm.Letter(gold))] : question.References,
                IsLettered = lettered,
            },
            TaskKind.Likelihood or TaskKind.Rolling => request with { Choices = [question.Answer], Options = [question.Answer], Gold = 0, Golds = [0] },
            TaskKind.Code => request with { Program = task.Program?.Of(record) },
            _ => request with
            {
                Options = question.Choices.Count > 0 ? question.Choices : RecordReader.Choices(record),
                Contexts = task.Kind == TaskKind.RagAnswer ? RecordReader.Contexts(record) : [],
            },
        };
    }
}
