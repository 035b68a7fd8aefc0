namespace BenchHub.Evaluation.Statistics.Errors;

/// <summary>Numbers of a group from those of its tasks, each task weighted by its size, as lm-eval does it.</summary>
public static class Group
{
    /// <summary>Σ m_i n_i / Σ n_i (<c>aggregate_subtask_metrics</c>); equal sizes give the plain mean. NaN for no items. O(tasks).</summary>
    /// <exception cref="ArgumentException">Means and sizes are not of the same tasks, or a size is negative.</exception>
    public static double Mean(ReadOnlySpan<double> means, ReadOnlySpan<int> sizes)
    {
        Check(means, sizes);
        var sum = 0.0;
        var items = 0L;
        for (var i = 0; i < means.Length; i++)
        {
            sum += means[i] * sizes[i];
            items += sizes[i];
        }

        return sum / items;
    }

    /// <summary>
    /// √(Σ (n_i - 1) e_i² n_i / (Σ n_i - k) / Σ n_i): the standard error of all items together if the tasks had the same
    /// mean (<c>pooled_sample_stderr</c>). NaN where no task has two items, or an error is NaN. O(tasks).
    /// </summary>
    /// <exception cref="ArgumentException">Errors and sizes are not of the same tasks, or a size is negative.</exception>
    public static double PooledError(ReadOnlySpan<double> errors, ReadOnlySpan<int> sizes)
    {
        Check(errors, sizes);
        var sum = 0.0;
        var items = 0L;
        for (var i = 0; i < errors.Length; i++)
        {
            sum += (sizes[i] - 1.0) * (errors[i] * errors[i]) * sizes[i];
            items += sizes[i];
        }

        return items <= errors.Length ? double.NaN : Math.Sqrt(sum / (items - errors.Length) / items);
    }

    private static void Check(ReadOnlySpan<double> numbers, ReadOnlySpan<int> sizes)
    {
        if (numbers.Length != sizes.Length)
        {
            throw new ArgumentException($"There are numbers of {numbers.Length} tasks and sizes of {sizes.Length}.", nameof(sizes));
        }

        if (sizes.ContainsAnyInRange(int.MinValue, -1))
        {
            throw new ArgumentException("A task cannot have fewer than no items.", nameof(sizes));
        }
    }
}
