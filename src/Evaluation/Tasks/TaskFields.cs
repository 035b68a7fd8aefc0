namespace BenchHub.Evaluation.Tasks;

/// <summary>What a record looks like in a prompt: one for the question itself, one for the examples before it.</summary>
/// <param name="Text">The question.</param>
/// <param name="Target">The right answer, or the number of the right choice; null where it is not in the record.</param>
/// <param name="Choices">The choices; null where there are none.</param>
/// <param name="TargetDelimiter">Between a question and its answer.</param>
/// <param name="ExampleDelimiter">Behind each example.</param>
internal sealed record TaskFields(TaskField Text, TaskField? Target, TaskField? Choices, string TargetDelimiter, string ExampleDelimiter);

/// <summary>One turn of a conversation that a definition writes out.</summary>
internal sealed record TaskTurnField(string Role, TaskField Text);
