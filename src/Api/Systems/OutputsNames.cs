using BenchHub.Storage.Systems;
using BenchHub.Systems;

namespace BenchHub.Api.Systems;

/// <summary>How the systems of uploaded files are called.</summary>
internal sealed class OutputsNames(SystemCatalog systems)
{
    /// <summary>The names of the form, else those that the files tell, else the files' own.</summary>
    public static IReadOnlyList<string> Of(OutputsForm form, OutputsScan scan, IReadOnlyList<SpooledFile> files) => form.Names.Count > 0
        ? form.Names
        : [.. scan.Systems.Select(system => system.Label.Length > 0 ? system.Label : Path.GetFileNameWithoutExtension(files[system.File].Name))];

    /// <exception cref="RefusedException">There are no answers, or more systems than names, or a name is taken.</exception>
    public async Task Require(OutputsForm form, OutputsScan scan, IReadOnlyList<SpooledFile> files, Func<int, SystemId> id, CancellationToken ct)
    {
        if (scan.Systems.FirstOrDefault(static system => system.Answers > 0) is null || Empty(scan, files) is not null)
        {
            throw new RefusedException(Refusal.Unprocessable, $"{Empty(scan, files)} holds no answers.", "file");
        }

        var named = Of(form, scan, files);
        if (named.Count != scan.Systems.Count)
        {
            throw new RefusedException(
                Refusal.Invalid,
                $"The files hold {scan.Systems.Count} systems ({string.Join(", ", scan.Systems.Select(Told))}), and there are {named.Count} names; give a name for each, or none.",
                "name");
        }

        if (named.GroupBy(static name => name).FirstOrDefault(static same => same.Count() > 1) is { } twice)
        {
            throw new RefusedException(Refusal.Invalid, $"Two systems would be called '{twice.Key}'; give a name for each of the {named.Count}.", "name");
        }

        for (var i = 0; i < named.Count; i++)
        {
            if (await systems.Find(named[i], ct) is { Status: "active" } holder && holder.Name == named[i] && holder.Id != id(i).Value)
            {
                throw new RefusedException(Refusal.Conflict, $"The name '{named[i]}' belongs to system {holder.Id}; choose another or remove that one.", "name");
            }
        }
    }

    private static string? Empty(OutputsScan scan, IReadOnlyList<SpooledFile> files) =>
        files.Where((_, number) => scan.Systems.All(system => system.File != number)).Select(static file => file.Name).FirstOrDefault();

    private static string Told(ScannedSystem system) => system.Label.Length > 0 ? $"'{system.Label}'" : system.FileName;
}
