using System.Collections.Concurrent;
using System.Globalization;
using Orleans.Configuration;
using Orleans.Persistence;
using Orleans.Runtime;
using Orleans.Storage;

namespace Orleans.Configuration
{
    public class MemoryGrainStorageOptions : IStorageProviderSerializerOptions
    {
        public IGrainStorageSerializer GrainStorageSerializer { get; set; } = null!;
    }
}

namespace Orleans.Storage
{
    /// <summary>What lives as long as the process: each silo has its own, the silos of a test cluster share one.</summary>
    internal sealed class ProcessMemory
    {
        private readonly ConcurrentDictionary<(Type Type, string Name), object> _parts = new();

        public T Of<T>(string name)
            where T : class, new() => (T)_parts.GetOrAdd((typeof(T), name), static _ => new T());
    }

    /// <summary>Keeps serialized states as long as the process lives, with etags as a database would have them.</summary>
    internal sealed class MemoryGrainStorage(MemoryGrainStorageOptions options, ProcessMemory memory, string name) : IGrainStorage
    {
        private static long _version;

        private readonly ConcurrentDictionary<(string Name, GrainId Grain), Row> _rows = memory.Of<ConcurrentDictionary<(string, GrainId), Row>>(name);

        public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            var row = _rows.GetValueOrDefault((stateName, grainId));
            var stored = row is null ? default : options.GrainStorageSerializer.Deserialize<T>(row.Payload);
            grainState.State = stored ?? PersistentState.Initial<T>();
            (grainState.ETag, grainState.RecordExists) = (row?.Etag, row is not null);
            return Task.CompletedTask;
        }

        public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            var next = new Row(Interlocked.Increment(ref _version).ToString(CultureInfo.InvariantCulture), options.GrainStorageSerializer.Serialize(grainState.State));
            Replace((stateName, grainId), grainState.ETag, next);
            (grainState.ETag, grainState.RecordExists) = (next.Etag, true);
            return Task.CompletedTask;
        }

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            Replace((stateName, grainId), grainState.ETag, null);
            (grainState.State, grainState.ETag, grainState.RecordExists) = (PersistentState.Initial<T>(), null, false);
            return Task.CompletedTask;
        }

        private void Replace((string Name, GrainId Grain) key, string? etag, Row? next)
        {
            lock (_rows)
            {
                var stored = _rows.GetValueOrDefault(key);
                if (!string.Equals(stored?.Etag, etag, StringComparison.Ordinal))
                {
                    throw new InconsistentStateException($"The state \"{key.Name}\" of {key.Grain} was written by somebody else.", stored?.Etag, etag);
                }

                if (next is null)
                {
                    _rows.TryRemove(key, out _);
                }
                else
                {
                    _rows[key] = next;
                }
            }
        }

        private sealed record Row(string Etag, byte[] Payload);
    }
}
