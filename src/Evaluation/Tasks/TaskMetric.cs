using BenchHub.Evaluation.Tasks.Filters;

namespace BenchHub.Evaluation.Tasks;

/// <summary>A metric that a definition asks for.</summary>
/// <param name="Name">In the catalog, canonical.</param>
/// <param name="Ignored">What is cut out of answers and references before they are compared; usually nothing.</param>
internal sealed record TaskMetric(string Name, IReadOnlyList<AnswerPattern> Ignored);
