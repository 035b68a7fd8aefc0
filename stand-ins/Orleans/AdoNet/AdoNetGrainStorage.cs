using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Options;
using Orleans.AdoNet;
using Orleans.Configuration;
using Orleans.Persistence;
using Orleans.Runtime;
using Orleans.Storage;

namespace Orleans.Configuration
{
    public class AdoNetGrainStorageOptions : IStorageProviderSerializerOptions
    {
        public const string DEFAULT_ADONET_INVARIANT = "Microsoft.Data.SqlClient";

        /// <summary>"Npgsql", or "System.Data.SQLite" for the assembly Microsoft.Data.Sqlite.</summary>
        public string Invariant { get; set; } = DEFAULT_ADONET_INVARIANT;

        public string? ConnectionString { get; set; }

        /// <summary>Clearing removes the row instead of emptying it. Default: false.</summary>
        public bool DeleteStateOnClear { get; set; }

        public IGrainStorageSerializer GrainStorageSerializer { get; set; } = null!;
    }
}

namespace Orleans.Storage
{
    /// <summary>Grain states in table OrleansStorage, reached only by the statements of table OrleansQuery.</summary>
    internal sealed class AdoNetGrainStorage(AdoNetGrainStorageOptions options, IOptions<ClusterOptions> cluster) : IGrainStorage
    {
        private readonly Database _database = new("AdoNetGrainStorageOptions", options.Invariant, options.ConnectionString);

        public Task Open(CancellationToken cancellationToken) => _database.Open(cancellationToken);

        public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            var (version, payload) = await _database.Single(
                "ReadFromStorageKey",
                command => AddKey(command, stateName, grainId),
                row => (Etag(row.Number("Version")), row.Bytes("PayloadBinary")));
            var stored = payload is null ? default : options.GrainStorageSerializer.Deserialize<T>(payload);
            grainState.State = stored ?? PersistentState.Initial<T>();
            (grainState.ETag, grainState.RecordExists) = (version, payload is not null);
        }

        public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            var payload = options.GrainStorageSerializer.Serialize(grainState.State);
            grainState.ETag = await Change("WriteToStorageKey", stateName, grainId, grainState.ETag, command => command.Add("PayloadBinary", payload));
            grainState.RecordExists = true;
        }

        public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            if (grainState is { ETag: null, RecordExists: false })
            {
                await ReadStateAsync(stateName, grainId, grainState);
                if (!grainState.RecordExists)
                {
                    return;
                }
            }

            var version = await Change(options.DeleteStateOnClear ? "DeleteStorageKey" : "ClearStorageKey", stateName, grainId, grainState.ETag, _ => { });
            grainState.ETag = options.DeleteStateOnClear ? null : version;
            (grainState.State, grainState.RecordExists) = (PersistentState.Initial<T>(), false);
        }

        private async Task<string> Change(string key, string stateName, GrainId grainId, string? etag, Action<DbCommand> more)
        {
            var version = await _database.Single(
                key,
                command =>
                {
                    AddKey(command, stateName, grainId);
                    command.Add("GrainStateVersion", etag is null ? null : int.Parse(etag, CultureInfo.InvariantCulture));
                    more(command);
                },
                row => Etag(row.Number("NewGrainStateVersion")));
            return version is null || string.Equals(version, etag, StringComparison.Ordinal)
                ? throw new InconsistentStateException($"The state \"{stateName}\" of {grainId} was written by somebody else.", version, etag)
                : version;
        }

        private void AddKey(DbCommand command, string stateName, GrainId grainId)
        {
            var key = GrainKeyColumns.Of(grainId);
            command.Add("GrainIdHash", unchecked((int)key.Hash));
            command.Add("GrainIdN0", key.N0);
            command.Add("GrainIdN1", key.N1);
            command.Add("GrainTypeHash", unchecked((int)StableHash.Of(Encoding.UTF8.GetBytes(stateName))));
            command.Add("GrainTypeString", stateName);
            command.Add("GrainIdExtensionString", key.Text);
            command.Add("ServiceId", cluster.Value.ServiceId);
        }

        private static string? Etag(long? version) => version?.ToString(CultureInfo.InvariantCulture);
    }
}
