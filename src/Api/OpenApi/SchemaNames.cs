using System.Collections.Concurrent;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;

namespace BenchHub.Api.OpenApi;

/// <summary>
/// The names of the shapes in the document. The framework names a shape as its type without the namespace, and silently takes the
/// first of two types of one name for both; here that fails.
/// </summary>
internal sealed class SchemaNames
{
    private readonly ConcurrentDictionary<string, Type> _types = new(StringComparer.Ordinal);

    /// <exception cref="InvalidOperationException">Another type has the name already.</exception>
    public string? Of(JsonTypeInfo shape)
    {
        var type = Nullable.GetUnderlyingType(shape.Type) ?? shape.Type;
        if (OpenApiOptions.CreateDefaultSchemaReferenceId(shape) is not { } name)
        {
            return null;
        }

        var first = _types.GetOrAdd(name, type);
        return first == type ? name : throw new InvalidOperationException($"{first.FullName} and {type.FullName} would both be '{name}' in the OpenAPI document; rename one.");
    }
}
