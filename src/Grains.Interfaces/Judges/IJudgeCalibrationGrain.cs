using Orleans.Concurrency;

namespace BenchHub.Judges;

/// <summary>
/// One judge asked about one gold set; the key is made of both, so that the same again joins what runs. Lives in memory:
/// what the judge said stands in the response cache, so that starting again after a crash pays for the rest only.
/// </summary>
[Alias("benchhub.judge-calibration")]
public interface IJudgeCalibrationGrain : IGrainWithStringKey
{
    /// <summary>Starts asking. Repeating it changes nothing, unless the last attempt failed.</summary>
    /// <exception cref="RefusedException">The judge or its system is gone, or the gold set does not fit it.</exception>
    [Alias("start")]
    Task<CalibrationSnapshot> Start(StartCalibration command);

    /// <returns>Where it stands when it has ended or the patience is over; null when nothing was started here.</returns>
    [AlwaysInterleave, Alias("wait")]
    Task<CalibrationSnapshot?> WaitForEnd(TimeSpan patience);
}
