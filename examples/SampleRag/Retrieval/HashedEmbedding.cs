namespace BenchHub.SampleRag;

/// <summary>
/// A vector without a model: each character n-gram adds one to or takes one from the dimension that its hash names
/// (feature hashing, Weinberger et al., 2009), and the whole is scaled to length one.
/// </summary>
internal static class HashedEmbedding
{
    public const int Dimensions = 64;

    /// <returns>All zeros where the text has neither letter nor digit.</returns>
    public static double[] Of(string text)
    {
        var vector = new double[Dimensions];
        foreach (var ngram in Tokens.CharNgrams(text))
        {
            var hash = Fnv1A(ngram);
            vector[hash % Dimensions] += (hash >> 31) == 0 ? 1 : -1;
        }

        var norm = Math.Sqrt(vector.Sum(static x => x * x));
        return norm == 0 ? vector : Array.ConvertAll(vector, x => x / norm);
    }

    // string.GetHashCode differs from process to process; an embedding must not.
    private static uint Fnv1A(string text)
    {
        var hash = 2166136261u;
        foreach (var unit in text)
        {
            hash = (hash ^ unit) * 16777619u;
        }

        return hash;
    }
}
