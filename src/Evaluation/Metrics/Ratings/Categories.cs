namespace BenchHub.Evaluation.Metrics.Ratings;

/// <summary>Distinct ratings in rising order; a rating's index is its category.</summary>
internal sealed class Categories
{
    private readonly double[] _values;

    public Categories(IEnumerable<double> ratings) => _values = [.. ratings.Distinct().Order()];

    public int Count => _values.Length;

    public double this[int category] => _values[category];

    public int[] Of(ReadOnlySpan<double> ratings)
    {
        var categories = new int[ratings.Length];
        for (var i = 0; i < categories.Length; i++)
        {
            categories[i] = Array.BinarySearch(_values, ratings[i]);
        }

        return categories;
    }
}
