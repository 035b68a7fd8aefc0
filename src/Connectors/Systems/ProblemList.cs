using System.Collections.Immutable;

namespace BenchHub.Connectors.Systems;

/// <summary>Collects problems, so that a user sees all of them at once.</summary>
internal sealed class ProblemList
{
    private readonly ImmutableArray<Finding>.Builder _problems = ImmutableArray.CreateBuilder<Finding>();

    public void Add(string field, string? problem)
    {
        if (problem is not null)
        {
            _problems.Add(new(field, Passed: false, problem));
        }
    }

    public void When(bool wrong, string field, string problem) => Add(field, wrong ? problem : null);

    public ImmutableArray<Finding> ToImmutable() => _problems.ToImmutable();
}
