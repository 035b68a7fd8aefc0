namespace BenchHub.MockLlm;

/// <summary>A vector of length 1 from hashed runs of three characters: texts alike in letters are alike in direction.</summary>
internal static class Embedding
{
    private const int Run = 3;

    public static float[] Of(string text, int dimensions)
    {
        var vector = new float[dimensions];
        var framed = $"\u0002{text}\u0003\u0003";
        for (var i = 0; i + Run <= framed.Length; i++)
        {
            var hash = Dice.Mix(((ulong)framed[i] << 32) | ((ulong)framed[i + 1] << 16) | framed[i + 2]);
            vector[(int)(hash % (ulong)dimensions)] += hash >> 63 == 0 ? 1 : -1;
        }

        var length = MathF.Sqrt(vector.Sum(static x => x * x));
        return length > 0 ? Array.ConvertAll(vector, x => x / length) : [1, .. vector[1..]];
    }
}
