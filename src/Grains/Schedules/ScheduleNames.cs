using BenchHub.Storage;
using BenchHub.Storage.Schedules;

namespace BenchHub.Grains.Schedules;

internal static class ScheduleNames
{
    /// <summary>Takes the row's name in the projection, where it is unique, before the state says so.</summary>
    /// <exception cref="RefusedException">Another schedule has it.</exception>
    public static async Task Take(this ScheduleCatalog catalog, ScheduleRow row)
    {
        try
        {
            await catalog.Put(row);
        }
        catch (NameTakenException)
        {
            throw new RefusedException(Refusal.Conflict, $"Another schedule has the name '{row.Name}'; choose another or remove that one.", "name");
        }
    }
}
