using System.Buffers;

namespace BenchHub.Connectors.Net;

/// <summary>The beginning of a body in memory from the shared pool; goes back when disposed.</summary>
internal sealed class AnswerBuffer : IDisposable
{
    private const int FirstBytes = 16 * 1024;

    private byte[] _rented = ArrayPool<byte>.Shared.Rent(FirstBytes);
    private int _length;

    public ReadOnlyMemory<byte> Bytes => _rented.AsMemory(0, _length);

    /// <summary>False when the body is longer than what was read.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Reads to the end of the body, but never more than one byte beyond <paramref name="limit"/>.</summary>
    public async Task Fill(Stream body, long limit, CancellationToken cancellationToken)
    {
        var most = (int)Math.Min(limit, Array.MaxLength - 1) + 1;
        while (_length < most)
        {
            Grow(most);
            var read = await body.ReadAsync(_rented.AsMemory(_length, Math.Min(_rented.Length, most) - _length), cancellationToken);
            if (read == 0)
            {
                IsComplete = true;
                return;
            }

            _length += read;
        }

        _length = most - 1;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_rented);
        _rented = [];
        _length = 0;
    }

    private void Grow(int most)
    {
        if (_length < _rented.Length)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(most, _rented.Length * 2L));
        _rented.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_rented);
        _rented = larger;
    }
}
