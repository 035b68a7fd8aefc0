using System.Text;

namespace BenchHub.Evaluation.Formats.Outputs;

/// <summary>Bytes of a file that are read in blocks and taken from the front; holds what is not taken yet.</summary>
internal sealed class ByteBlocks(OutputFile file)
{
    /// <summary>Of one value that has to be held whole.</summary>
    private const int Longest = 512 * 1024 * 1024;

    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;
    private bool _isBegun;

    public bool IsAtEnd { get; private set; }

    /// <summary>From 1: the line on which the held bytes begin.</summary>
    public long Line { get; private set; } = 1;

    public Memory<byte> Held => _buffer.AsMemory(_start.._end);

    public void Take(int count)
    {
        Line += _buffer.AsSpan(_start, count).Count((byte)'\n');
        _start += count;
    }

    /// <exception cref="MalformedInputException">The file is in another encoding, or holds a value that is too long.</exception>
    public async ValueTask More(CancellationToken cancellation)
    {
        if (_start > 0)
        {
            Held.CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _end < Longest ? _end * 2 : throw Fail($"There is a value of more than {Longest >> 20} MiB."));
        }

        var read = await file.Content.ReadAsync(_buffer.AsMemory(_end), cancellation).ConfigureAwait(false);
        _end += read;
        IsAtEnd = read == 0;
        if (!_isBegun && (IsAtEnd || _end >= 4))
        {
            Begin();
        }
    }

    public MalformedInputException Fail(string reason) => new(file.Name, Line, reason);

    private void Begin()
    {
        _isBegun = true;
        var held = Held.Span;
        if (held.StartsWith(Encoding.Unicode.Preamble) || held.StartsWith(Encoding.BigEndianUnicode.Preamble) || (held.Length >= 2 && held[..2].Contains((byte)0)))
        {
            throw Fail("The file is in UTF-16; save it in UTF-8.");
        }

        if (held.StartsWith("PK\u0003\u0004"u8))
        {
            throw Fail("The file is a ZIP archive. Of a log in inspect's .eval format make JSON first: inspect log convert FILE --to json --output-dir DIR.");
        }

        _start += held.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
    }
}
