namespace BenchHub.Evaluation.Statistics.ChangePoints;

/// <summary>A point from which on the values are another kind.</summary>
/// <param name="Index">Of the first value after the change, from 0.</param>
/// <param name="At">Its time.</param>
/// <param name="LevelBefore">Mean since the change before, or since the start.</param>
/// <param name="LevelAfter">Mean up to the next change, or to the end.</param>
/// <param name="DeviationBefore">Standard deviation (divisor n - 1) of the values that <paramref name="LevelBefore"/> averages; NaN for one value.</param>
/// <param name="DeviationAfter">Of those after.</param>
/// <param name="Effect">Step of the level in units of the pooled standard deviation (Cohen's d); NaN where that is 0.</param>
/// <param name="P">
/// How often a shuffle of the two stretches around the change holds a split at least as good as its best, (c + 1) / (m + 1).
/// It allows for the search of the place within the stretches, but not for the search that made them nor for the number of
/// changes: read it as the strength of this change, not as an error rate of the whole list.
/// </param>
public sealed record Change(
    int Index,
    DateTimeOffset At,
    double LevelBefore,
    double LevelAfter,
    double DeviationBefore,
    double DeviationAfter,
    double Effect,
    double P);
