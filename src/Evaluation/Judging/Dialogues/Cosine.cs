namespace BenchHub.Evaluation.Judging.Dialogues;

/// <summary>The cosine of the angle between two embeddings.</summary>
internal static class Cosine
{
    public static bool Exists(ReadOnlySpan<float> a, ReadOnlySpan<float> b) => a.Length == b.Length && double.IsFinite(Of(a, b));

    public static double Of(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double product = 0, squaresA = 0, squaresB = 0;
        for (var i = 0; i < a.Length; i++)
        {
            product += (double)a[i] * b[i];
            squaresA += (double)a[i] * a[i];
            squaresB += (double)b[i] * b[i];
        }

        return product / Math.Sqrt(squaresA) / Math.Sqrt(squaresB);
    }
}
