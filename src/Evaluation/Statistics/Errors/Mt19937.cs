namespace BenchHub.Evaluation.Statistics.Errors;

/// <summary>
/// The Mersenne Twister (Matsumoto and Nishimura, ACM TOMACS 8, 1998; seeding by key of 2002) as <c>random.Random</c> of
/// CPython draws from it, bit by bit. For reproducing numbers of Python programs, not for our own.
/// </summary>
internal sealed class Mt19937
{
    private const int Words = 624;
    private const int Shift = 397;

    private readonly uint[] _state = new uint[Words];
    private int _next = Words;

    /// <summary>As <c>random.Random(seed)</c>: the key is the seed's 32-bit digits, lowest first.</summary>
    public Mt19937(ulong seed)
        : this(seed > uint.MaxValue ? [(uint)seed, (uint)(seed >> 32)] : [(uint)seed])
    {
    }

    public Mt19937(ReadOnlySpan<uint> key)
    {
        Fill(19_650_218);
        var (i, j) = (1, 0);
        for (var step = Math.Max(Words, key.Length); step > 0; step--)
        {
            _state[i] = (_state[i] ^ (Scrambled(i - 1) * 1_664_525)) + key[j] + (uint)j;
            j = (j + 1) % key.Length;
            i = Following(i);
        }

        for (var step = Words - 1; step > 0; step--)
        {
            _state[i] = (_state[i] ^ (Scrambled(i - 1) * 1_566_083_941)) - (uint)i;
            i = Following(i);
        }

        _state[0] = 0x8000_0000;
    }

    public uint NextUInt32()
    {
        if (_next == Words)
        {
            Twist();
        }

        var y = _state[_next++];
        y ^= y >> 11;
        y ^= (y << 7) & 0x9D2C_5680;
        y ^= (y << 15) & 0xEFC6_0000;
        return y ^ (y >> 18);
    }

    /// <summary><c>random()</c>: 53 bits of two draws, in [0, 1).</summary>
    public double NextDouble()
    {
        var high = NextUInt32() >> 5;
        var low = NextUInt32() >> 6;
        return ((high * 67_108_864.0) + low) / 9_007_199_254_740_992.0;
    }

    /// <summary><c>choices(items, k=…)</c> into <paramref name="chosen"/>: each is item ⌊random() · n⌋.</summary>
    public void Choose<T>(ReadOnlySpan<T> items, Span<T> chosen)
    {
        for (var i = 0; i < chosen.Length; i++)
        {
            chosen[i] = items[(int)(NextDouble() * items.Length)];
        }
    }

    private void Fill(uint seed)
    {
        _state[0] = seed;
        for (var i = 1; i < Words; i++)
        {
            _state[i] = (Scrambled(i - 1) * 1_812_433_253) + (uint)i;
        }
    }

    private uint Scrambled(int i) => _state[i] ^ (_state[i] >> 30);

    // Number 0 takes over the last one, and the round goes on from 1.
    private int Following(int i)
    {
        if (i < Words - 1)
        {
            return i + 1;
        }

        _state[0] = _state[Words - 1];
        return 1;
    }

    private void Twist()
    {
        for (var i = 0; i < Words; i++)
        {
            var y = (_state[i] & 0x8000_0000) | (_state[(i + 1) % Words] & 0x7FFF_FFFF);
            _state[i] = _state[(i + Shift) % Words] ^ (y >> 1) ^ ((y & 1) * 0x9908_B0DF);
        }

        _next = 0;
    }
}
