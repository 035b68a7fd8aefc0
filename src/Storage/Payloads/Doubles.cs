using System.Runtime.InteropServices;

namespace BenchHub.Storage;

/// <summary>A column of doubles, bit for bit.</summary>
internal static class Doubles
{
    public static byte[] Pack(ReadOnlySpan<double> values) => Packed.Pack(MemoryMarshal.AsBytes(values));

    public static double[] Unpack(ReadOnlySpan<byte> packed) => MemoryMarshal.Cast<byte, double>(Packed.Unpack(packed)).ToArray();
}
