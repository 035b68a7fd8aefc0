using System.Text;

namespace Orleans.Runtime;

/// <summary>FNV-1a, 32 bits: the same in every process, unlike <see cref="string.GetHashCode()"/>.</summary>
internal static class StableHash
{
    public static int Of(string text)
    {
        var hash = 2166136261u;
        foreach (var value in Encoding.UTF8.GetBytes(text))
        {
            hash = unchecked((hash ^ value) * 16777619u);
        }

        return unchecked((int)hash);
    }
}
