using BenchHub.Evaluation.Formats.Outputs;
using BenchHub.Evaluation.Tasks;

namespace BenchHub.Api.Systems;

/// <summary>The fields of an upload of recorded outputs.</summary>
/// <param name="Names">Of the systems, in the order of the files; empty takes those that the files tell.</param>
/// <param name="Dataset">That was asked; null makes one of the files.</param>
/// <param name="NewDataset">How to call that one; null takes the name that the files tell.</param>
/// <param name="Task">What to make of its records; null measures what the files allow.</param>
/// <param name="Description">Of the systems.</param>
internal sealed record OutputsForm(
    IOutputFormat Format, IReadOnlyList<string> Names, string? Dataset, string? NewDataset, TaskDefinition? Task, string? Description)
{
    private const int LongestName = 200;

    /// <exception cref="RefusedException">A field means nothing, or two of them contradict each other.</exception>
    public static OutputsForm Of(string format, IReadOnlyList<string> names, IReadOnlyDictionary<string, string> fields)
    {
        var (dataset, made) = (Field(fields, "dataset"), Field(fields, "newDataset"));
        if (dataset is not null && (made ?? Field(fields, "task")) is not null)
        {
            throw new RefusedException(Refusal.Invalid, "newDataset and task are for an import that makes its dataset; leave them out, or leave out dataset.", made is null ? "task" : "newDataset");
        }

        return new(
            OutputFormats.Find(format) ?? throw new RefusedException(Refusal.Invalid, $"The format is trec, {string.Join(", ", OutputFormats.Names)}; there is no '{format}'.", "format"),
            names, dataset, Named(made), Definition(Field(fields, "task")), Field(fields, "description"));
    }

    private static string? Field(IReadOnlyDictionary<string, string> fields, string name) => fields.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    private static string? Named(string? name) => name is { Length: > LongestName }
        ? throw new RefusedException(Refusal.Invalid, $"The name may have {LongestName} characters.", "newDataset")
        : name;

    // A definition has lines, a name of one has not.
    private static TaskDefinition? Definition(string? task) => task is null ? null
        : task.Contains('\n', StringComparison.Ordinal) ? TaskDefinition.Parse(task, "task")
        : BuiltInTasks.Find(task)?.Definition ?? throw new RefusedException(
            Refusal.Invalid, $"The task is {string.Join(", ", BuiltInTasks.All.Select(static one => one.Name))}, or the text of a definition; there is no '{task}'.", "task");
}
