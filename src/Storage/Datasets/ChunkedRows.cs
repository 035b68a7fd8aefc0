using System.Security.Cryptography;

namespace BenchHub.Storage.Datasets;

/// <summary>Cuts one stream of rows into compressed chunks of at most 256 rows or about a megabyte, hashing them on the way.</summary>
internal sealed class ChunkedRows(string draftId, int kind) : IDisposable
{
    public const int Documents = 0;
    public const int Items = 1;
    public const int Records = 2;
    public const int Examples = 3;

    private const int MaxRows = 256;
    private const int MaxBytes = 1 << 20;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly PayloadWriter _open = new();
    private int _openRows;
    private int _chunk;

    public int Rows { get; private set; }

    /// <summary>Writes one row; gives back a full chunk, ready to insert, when the row completed one.</summary>
    public object?[]? Add(Action<PayloadWriter> write)
    {
        var before = _open.Length;
        write(_open);
        _hash.AppendData(_open.Written[before..]);
        _openRows++;
        Rows++;
        return _openRows == MaxRows || _open.Length >= MaxBytes ? Cut() : null;
    }

    /// <returns>The chunk that was open, or null when none was.</returns>
    public object?[]? Cut()
    {
        if (_openRows == 0)
        {
            return null;
        }

        object?[] row = [draftId, kind, _chunk++, Rows - _openRows, _openRows, Packed.Pack(_open.Written)];
        _open.Clear();
        _openRows = 0;
        return row;
    }

    public byte[] Digest() => _hash.GetHashAndReset();

    public void Dispose() => _hash.Dispose();
}
