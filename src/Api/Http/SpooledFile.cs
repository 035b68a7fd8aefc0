using System.Text;

namespace BenchHub.Api;

/// <summary>An uploaded file kept on disk until it is disposed, for what has to be read out of turn.</summary>
internal sealed class SpooledFile : IAsyncDisposable
{
    private readonly FileStream _file;

    private SpooledFile(string name, FileStream file) => (Name, _file) = (name, file);

    public string Name { get; }

    /// <summary>In bytes.</summary>
    public long Length => _file.Length;

    public static async Task<SpooledFile> Take(FormPart part, CancellationToken ct)
    {
        var file = new FileStream(
            Path.Combine(Path.GetTempPath(), $"benchhub-{Guid.NewGuid():N}"),
            new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous });
        try
        {
            await part.Body.CopyToAsync(file, ct);
            return new(part.File, file);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    /// <summary>From the beginning; one reader at a time.</summary>
    public StreamReader Open()
    {
        _file.Position = 0;
        return new(_file, Encoding.UTF8, leaveOpen: true);
    }

    /// <inheritdoc cref="Open"/>
    public Stream Bytes()
    {
        _file.Position = 0;
        return _file;
    }

    public ValueTask DisposeAsync() => _file.DisposeAsync();
}
