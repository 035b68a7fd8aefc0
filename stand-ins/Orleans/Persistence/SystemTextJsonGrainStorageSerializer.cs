using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;
using Orleans.Serialization;

namespace Orleans.Serialization
{
    public sealed class SystemTextJsonGrainStorageSerializerOptions
    {
        public JsonSerializerOptions JsonSerializerOptions { get; } = new()
        {
            IncludeFields = true,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        };
    }
}

namespace Orleans.Storage
{
    /// <summary>Grain state as JSON.</summary>
    public sealed class SystemTextJsonGrainStorageSerializer(IOptions<SystemTextJsonGrainStorageSerializerOptions> options) : IGrainStorageSerializer
    {
        byte[] IGrainStorageSerializer.Serialize<T>(T? input)
            where T : default => JsonSerializer.SerializeToUtf8Bytes(input, options.Value.JsonSerializerOptions);

        T? IGrainStorageSerializer.Deserialize<T>(byte[] input)
            where T : default => JsonSerializer.Deserialize<T>(input, options.Value.JsonSerializerOptions);
    }
}
