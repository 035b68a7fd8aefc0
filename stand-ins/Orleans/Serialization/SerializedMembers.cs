using System.Reflection;

namespace Orleans.Serialization;

/// <summary>What of a value crosses a call: the fields of members with an [Id], and of the parameters of a record.</summary>
internal static class SerializedMembers
{
    private const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
    private const uint IdsPerLevel = 1 << 16;

    /// <summary>Numbers above the ids that people give, for parameters of records without one.</summary>
    private const uint FirstOfParameters = 1 << 15;

    public static IEnumerable<(uint Id, FieldInfo Field)> Of(Type type)
    {
        var level = 0u;
        for (var current = type; current is not null && current != typeof(Exception); current = current.BaseType, level++)
        {
            foreach (var (id, field) in OfLevel(current))
            {
                yield return ((level * IdsPerLevel) + id, field);
            }
        }
    }

    /// <summary>Every field, for tuples and pairs.</summary>
    public static IEnumerable<(uint Id, FieldInfo Field)> AllOf(Type type) => type.GetFields(Own).Select((field, index) => ((uint)index, field));

    private static IEnumerable<(uint Id, FieldInfo Field)> OfLevel(Type type)
    {
        var parameters = RecordParameters(type);
        var properties = type.GetProperties(Own)
            .Select(property => (Field: $"<{property.Name}>k__BackingField", Id: property.GetCustomAttribute<IdAttribute>()?.Id ?? Place(parameters, property.Name)))
            .Where(property => property.Id is not null)
            .ToDictionary(property => property.Field, property => property.Id!.Value, StringComparer.Ordinal);
        return type.GetFields(Own)
            .Select(field => (Id: field.GetCustomAttribute<IdAttribute>()?.Id ?? (properties.TryGetValue(field.Name, out var id) ? id : null), Field: field))
            .Where(member => member.Id is not null)
            .Select(member => (member.Id!.Value, member.Field));
    }

    private static uint? Place(string[] parameters, string name) =>
        Array.IndexOf(parameters, name) is var index and >= 0 ? FirstOfParameters + (uint)index : null;

    // The compiler gives every record a PrintMembers; its longest constructor is the primary one.
    private static string[] RecordParameters(Type type) =>
        type.GetMethod("PrintMembers", Own) is null
            ? []
            : [.. type.GetConstructors(Own).MaxBy(constructor => constructor.GetParameters().Length)?.GetParameters().Select(parameter => parameter.Name!) ?? []];
}
