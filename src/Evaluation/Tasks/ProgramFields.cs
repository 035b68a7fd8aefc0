using BenchHub.Evaluation.Tasks.Templates;

namespace BenchHub.Evaluation.Tasks;

/// <summary>Where a code task has the parts of its programs.</summary>
internal sealed record ProgramFields(TaskField Given, TaskField Test, TaskField EntryPoint, TimeSpan Timeout)
{
    /// <summary>The records of HumanEval.</summary>
    public static ProgramFields HumanEval { get; } = new(
        TaskField.Of("given", "prompt"), TaskField.Of("test", "{{ test }}\ncheck({{ entry_point }})\n"), TaskField.Of("entry_point", "entry_point"),
        TimeSpan.FromSeconds(3));

    public TaskProgram Of(Mapping record) => new(Given.Text(record), Test.Text(record), EntryPoint.Text(record), Timeout);
}
