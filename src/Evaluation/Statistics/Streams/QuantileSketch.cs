namespace BenchHub.Evaluation.Statistics.Streams;

/// <summary>
/// Quantiles of a stream in a few kilobytes: a merging t-digest (Dunning and Ertl, "Computing extremely accurate quantiles
/// using t-digests", 2019) whose clusters keep their least and greatest value instead of their mean.
/// </summary>
/// <remarks>
/// <para>
/// Why not KLL: its error is the same share of n at each quantile, so a p99 of latency would need some 50 KB for what
/// this tells in 5. Why ends instead of means: a t-digest has no bound that holds for every input (Cormode, Mishra,
/// Ross and Veselý, KDD 2021), but with the ends known <see cref="Bounds"/> holds the true quantile for certain.
/// </para>
/// <para>
/// Error: a cluster around quantile q holds at most about 2π √(q (1 - q)) / compression of the values (unless they are
/// equal): with the default 200, 1.6 % at the median, 0.3 % at p99, and the estimate errs by a small part of that. Up to
/// compression / 2 values, values with few different ones among them, the least and the greatest are exact, and the
/// quantile is then that of <see cref="Quantile"/>.
/// </para>
/// <para>
/// Equal input in equal order gives equal bits; other orders and groupings give other estimates within the bounds.
/// Reading changes nothing. O(log compression) a value, O(compression log compression) a quantile or a merge.
/// Not for concurrent use.
/// </para>
/// </remarks>
public sealed class QuantileSketch
{
    private const double Version = 1;
    private const int HeaderLength = 3;
    private const int BufferLength = 512;

    private readonly double[] _buffer = new double[BufferLength];
    private Cluster[] _clusters = [];
    private int _buffered;

    /// <param name="compression">From 20 to 10,000: about the largest number of clusters, three numbers each.</param>
    public QuantileSketch(int compression = 200)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(compression, 20);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(compression, 10_000);
        Compression = compression;
    }

    public int Compression { get; }

    /// <summary>Values seen, without the undefined.</summary>
    public long Count { get; private set; }

    /// <summary>NaNs seen; they enter nothing else.</summary>
    public long Undefined { get; private set; }

    /// <exception cref="ArgumentOutOfRangeException">The value is infinite.</exception>
    public void Add(double value)
    {
        if (double.IsNaN(value))
        {
            Undefined++;
            return;
        }

        if (double.IsInfinity(value))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "An infinite value cannot be sketched; leave it out or count it as undefined.");
        }

        if (_buffered == BufferLength)
        {
            _clusters = Compressed();
            _buffered = 0;
        }

        _buffer[_buffered++] = value;
        Count++;
    }

    /// <summary>Takes in what the other has seen; the other stays as it is.</summary>
    /// <exception cref="ArgumentException">The other has another compression.</exception>
    public void Merge(QuantileSketch other)
    {
        if (other.Compression != Compression)
        {
            throw new ArgumentException(
                $"Sketches of compression {Compression} and {other.Compression} do not merge; make both with the same.", nameof(other));
        }

        Cluster[] all = [.. Compressed(), .. other.Compressed()];
        Array.Sort(all, Cluster.Compare);
        Count += other.Count;
        Undefined += other.Undefined;
        _clusters = Clusters.Join(all, Count, Compression);
        _buffered = 0;
    }

    /// <param name="q">From 0 to 1.</param>
    /// <returns>An estimate of the quantile that <see cref="Quantile"/> defines; NaN where no value was seen. Never falls as q grows.</returns>
    public double Quantile(double q)
    {
        var position = Position(q);
        if (Count == 0)
        {
            return double.NaN;
        }

        var clusters = Compressed();
        var below = Clusters.Ordered(clusters, (long)position);
        var fraction = position - Math.Floor(position);
        return fraction == 0 ? below : below + (fraction * (Clusters.Ordered(clusters, (long)position + 1) - below));
    }

    /// <summary>The interval that surely holds the quantile, whatever the values and their order were; undefined where none was seen.</summary>
    /// <param name="q">From 0 to 1.</param>
    public Interval Bounds(double q)
    {
        var position = Position(q);
        if (Count == 0)
        {
            return Interval.Undefined;
        }

        // With each value replaced by its cluster's least, none grows, so no order statistic does; likewise the greatest.
        var clusters = Compressed();
        return new(
            Clusters.AtRank([.. clusters.OrderBy(static c => c.Least).Select(static c => (c.Least, c.Weight))], (long)Math.Floor(position)),
            Clusters.AtRank([.. clusters.OrderBy(static c => c.Greatest).Select(static c => (c.Greatest, c.Weight))], (long)Math.Ceiling(position)));
    }

    /// <summary>For keeping: version, compression, undefined, then least, greatest and weight of each cluster; finite numbers only.</summary>
    public double[] ToArray() =>
        [Version, Compression, Undefined, .. Compressed().SelectMany(static c => new[] { c.Least, c.Greatest, c.Weight })];

    /// <exception cref="ArgumentException">No sketch was written so; the message names the place.</exception>
    public static QuantileSketch FromArray(ReadOnlySpan<double> kept)
    {
        if (kept.Length < HeaderLength || (kept.Length - HeaderLength) % 3 != 0 || kept[0] != Version || !(kept[2] >= 0))
        {
            throw new ArgumentException("This is not a kept sketch of version 1: the header or the length is wrong.", nameof(kept));
        }

        var sketch = new QuantileSketch((int)kept[1]) { Undefined = (long)kept[2] };
        sketch._clusters = new Cluster[(kept.Length - HeaderLength) / 3];
        for (var i = 0; i < sketch._clusters.Length; i++)
        {
            var three = kept.Slice(HeaderLength + (3 * i), 3);
            var fits = double.IsFinite(three[0]) && double.IsFinite(three[1]) && three[0] <= three[1] && three[2] >= 1 && three[2] < long.MaxValue;
            sketch._clusters[i] = fits
                ? new(three[0], three[1], (long)three[2])
                : throw new ArgumentException($"The kept sketch is damaged at number {HeaderLength + (3 * i)}: not a cluster.", nameof(kept));
            sketch.Count += sketch._clusters[i].Weight;
        }

        Array.Sort(sketch._clusters, Cluster.Compare);
        return sketch;
    }

    private double Position(double q)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(q);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(q, 1);
        return (Count - 1) * q;
    }

    private Cluster[] Compressed()
    {
        if (_buffered == 0)
        {
            return _clusters;
        }

        var values = _buffer.AsSpan(0, _buffered).ToArray();
        Array.Sort(values);
        var all = new Cluster[_clusters.Length + values.Length];
        for (int c = 0, v = 0, to = 0; to < all.Length; to++)
        {
            var single = v < values.Length ? new Cluster(values[v], values[v], 1) : default;
            if (v == values.Length || (c < _clusters.Length && Cluster.Compare(_clusters[c], single) <= 0))
            {
                all[to] = _clusters[c++];
            }
            else
            {
                all[to] = single;
                v++;
            }
        }

        return Clusters.Join(all, Count, Compression);
    }
}
