using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Unicode;

namespace BenchHub.Evaluation.Formats.Outputs;

/// <summary>
/// The entries of one list of a JSON document, one in memory at a time, and the other fields on the way to it: of <c>results.results</c>
/// those of the document and of its <c>results</c>.
/// </summary>
internal sealed class JsonEntries(OutputFile file, params string[] path)
{
    private readonly ByteBlocks _bytes = new(file);
    private readonly JsonRepair _repair = new();
    private JsonReaderState _state = new(new() { MaxDepth = JsonLines.Deep.MaxDepth });
    private int _repaired;

    // How many objects of the path are open; one more than its length within the list; -1 before the document.
    private int _open = -1;

    // The name of the field whose value comes next.
    private string? _field;
    private bool _isDone;

    /// <summary>Fields beside the list that were read so far; to be asked for when the entries have been read.</summary>
    public Dictionary<string, JsonElement> Beside { get; } = [];

    /// <summary>Whether the list is there.</summary>
    public bool IsFound { get; private set; }

    /// <summary>Each entry is valid until the next one is asked for.</summary>
    public async IAsyncEnumerable<OutputFields> Read([EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var number = 0; !_isDone;)
        {
            var (line, moved, entry) = (_bytes.Line, Step(out var document), document);
            if (entry is not null)
            {
                using (entry)
                {
                    yield return new(file, line, entry.RootElement, $"{string.Join('.', path)}[{number++}]");
                }
            }

            if (!moved && !_isDone)
            {
                await More(cancellation).ConfigureAwait(false);
            }
        }
    }

    private async ValueTask More(CancellationToken cancellation)
    {
        if (_bytes.IsAtEnd)
        {
            throw CutOff();
        }

        await _bytes.More(cancellation).ConfigureAwait(false);
        _repaired += _repair.Run(_bytes.Held.Span[_repaired..], _bytes.IsAtEnd);
    }

    /// <summary>Reads one token of the path, or one value beside or in the list, if all of it is there.</summary>
    private bool Step(out JsonDocument? entry)
    {
        entry = null;
        try
        {
            var reader = new Utf8JsonReader(_bytes.Held.Span[.._repaired], _bytes.IsAtEnd, _state);
            if (!Advance(ref reader, ref entry))
            {
                return false;
            }

            var taken = (int)reader.BytesConsumed;
            if (!Utf8.IsValid(_bytes.Held.Span[..taken]))
            {
                entry?.Dispose();
                throw _bytes.Fail("The text is not in UTF-8; save the file in UTF-8.");
            }

            _state = reader.CurrentState;
            _bytes.Take(taken);
            _repaired -= taken;
            return true;
        }
        catch (JsonException broken)
        {
            throw _bytes.IsAtEnd && IsCutOff() ? CutOff() : new MalformedInputException(
                file.Name, (broken.LineNumber ?? 0) + 1, $"This is not valid JSON (near byte {broken.BytePositionInLine + 1}).");
        }
    }

    private bool Advance(ref Utf8JsonReader reader, ref JsonDocument? entry)
    {
        if (_field is null)
        {
            if (!reader.Read())
            {
                return false;
            }

            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject when _open < 0:
                    _open = 0;
                    return true;
                case JsonTokenType.PropertyName:
                    _field = reader.GetString();
                    return true;
                case JsonTokenType.EndArray:
                    _open -= 2;
                    return true;
                case JsonTokenType.EndObject when _open <= path.Length:
                    _isDone = --_open < 0;
                    return true;
                default:
                    return _open > path.Length
                        ? JsonDocument.TryParseValue(ref reader, out entry)
                        : throw _bytes.Fail("Expected a JSON object.");
            }
        }

        return Value(ref reader);
    }

    private bool Value(ref Utf8JsonReader reader)
    {
        if (_open < path.Length && _field == path[_open])
        {
            if (!reader.Read())
            {
                return false;
            }

            var isList = _open == path.Length - 1;
            if (reader.TokenType == (isList ? JsonTokenType.StartArray : JsonTokenType.StartObject))
            {
                IsFound |= isList;
                _open += isList ? 2 : 1;
                _field = null;
                return true;
            }

            throw _bytes.Fail($"The field \"{string.Join('.', path.Take(_open + 1))}\" must be {(isList ? "a list" : "an object")}.");
        }

        if (!JsonDocument.TryParseValue(ref reader, out var beside))
        {
            return false;
        }

        using (beside)
        {
            Beside[string.Join('.', [.. path.Take(_open), _field!])] = beside.RootElement.Clone();
        }

        _field = null;
        return true;
    }

    private MalformedInputException CutOff() =>
        _bytes.Fail(_open < 0 && _bytes.Held.Span.Trim(" \t\r\n"u8).IsEmpty ? "The file is empty." : "The JSON breaks off here; the file was cut off.");

    // Nothing but what a longer file could continue: the reader got to the last byte.
    private bool IsCutOff()
    {
        var reader = new Utf8JsonReader(_bytes.Held.Span, isFinalBlock: false, _state);
        try
        {
            while (reader.Read())
            {
                // To the end, or to what is wrong before it.
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
