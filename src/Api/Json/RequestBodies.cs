using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace BenchHub.Api.Json;

/// <summary>Marks what a caller sends: its fields are understood in camelCase and in snake_case, and others are refused.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class RequestBodyAttribute : Attribute;

internal static class RequestBodies
{
    public static void Modify(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object || !type.Type.IsDefined(typeof(RequestBodyAttribute), inherit: false))
        {
            return;
        }

        type.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        foreach (var property in type.Properties.ToList())
        {
            var name = JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name);
            if (name != property.Name)
            {
                var alias = type.CreateJsonPropertyInfo(property.PropertyType, name);
                alias.Set = property.Set;
                type.Properties.Add(alias);
            }
        }
    }

    /// <summary>An alias can be written to and not read.</summary>
    public static IEnumerable<string> Aliases(JsonTypeInfo type) =>
        type.Properties.Where(static property => property.Get is null).Select(static property => property.Name);
}
