using BenchHub.Evaluation.Judging;
using BenchHub.Jobs;
using BenchHub.Judges;
using BenchHub.Storage.Judges;
using BenchHub.Systems;

namespace BenchHub.Grains.Judges;

/// <summary>A judge of a job: one version of its definition, played by one revision of a system.</summary>
internal sealed record ShelvedJudge(JudgeRef Reference, JudgeDefinition Definition, SystemId System);

/// <summary>Finds the judges that a job names.</summary>
internal sealed class JudgeShelf(JudgeCatalog judges)
{
    /// <exception cref="RefusedException">There is no such judge.</exception>
    public async Task<IReadOnlyList<ShelvedJudge>> Find(SubmitJob job)
    {
        var found = new List<ShelvedJudge>(job.Judges.Length);
        foreach (var text in job.Judges)
        {
            found.Add(await Find(text));
        }

        return found;
    }

    /// <inheritdoc cref="Find(SubmitJob)"/>
    public async Task<ShelvedJudge> Find(string text)
    {
        var reference = Parsed(text);
        return await judges.Find(reference.Name, reference.Version) is { } row
            ? new(reference, JudgeDefinition.Parse(row.Definition, row.Name), new(row.SystemId))
            : throw new RefusedException(Refusal.NotFound, $"There is no judge '{reference.Name}' in version {reference.Version}; GET /api/v1/judges lists those that there are.", "judges");
    }

    private static JudgeRef Parsed(string text)
    {
        try
        {
            return JudgeRef.Parse(text);
        }
        catch (FormatException malformed)
        {
            throw new RefusedException(Refusal.Invalid, malformed.Message, "judges");
        }
    }
}
