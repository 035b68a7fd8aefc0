using System.Collections.Concurrent;

namespace BenchHub.MockLlm;

/// <summary>Uploaded and written files, in memory.</summary>
internal sealed class FileShelf
{
    private readonly ConcurrentDictionary<string, StoredFile> _files = [];
    private int _last;

    /// <summary>In the order in which they came.</summary>
    public IEnumerable<StoredFile> All => _files.Values.OrderBy(static file => file.Id);

    public StoredFile Add(string name, string purpose, byte[] bytes, DateTimeOffset now)
    {
        var file = new StoredFile($"file-{Interlocked.Increment(ref _last):D12}", name, purpose, bytes, now.ToUnixTimeSeconds());
        _files[file.Id] = file;
        return file;
    }

    public StoredFile? Find(string id) => _files.GetValueOrDefault(id);

    public bool Remove(string id) => _files.TryRemove(id, out _);
}
