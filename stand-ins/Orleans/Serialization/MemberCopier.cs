using System.Reflection;
using System.Runtime.CompilerServices;

namespace Orleans.Serialization;

/// <summary>Copies types marked [GenerateSerializer]: the members with an [Id], and the parameters of a record.</summary>
internal static class MemberCopier
{
    private const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public static Func<object, CopyScope, object>? TryCreate(Type type)
    {
        if (!type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false))
        {
            return null;
        }

        var fields = Hierarchy(type).SelectMany(SerializedFields).ToArray();
        var constructor = type.GetConstructor(Type.EmptyTypes);
        return (original, scope) =>
        {
            var copy = scope.Began(original, constructor?.Invoke(null) ?? RuntimeHelpers.GetUninitializedObject(type));
            foreach (var field in fields)
            {
                field.SetValue(copy, scope.Copy(field.GetValue(original)));
            }

            return copy;
        };
    }

    private static IEnumerable<Type> Hierarchy(Type type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            yield return current;
        }
    }

    private static IEnumerable<FieldInfo> SerializedFields(Type type)
    {
        var parameters = RecordParameters(type);
        var properties = type.GetProperties(Own)
            .Where(property => property.IsDefined(typeof(IdAttribute)) || parameters.Contains(property.Name))
            .Select(property => $"<{property.Name}>k__BackingField")
            .ToHashSet(StringComparer.Ordinal);
        return type.GetFields(Own).Where(field => field.IsDefined(typeof(IdAttribute)) || properties.Contains(field.Name));
    }

    // The compiler gives every record a PrintMembers; its longest constructor is the primary one.
    private static HashSet<string> RecordParameters(Type type) =>
        type.GetMethod("PrintMembers", Own) is null
            ? []
            : type.GetConstructors(Own).MaxBy(constructor => constructor.GetParameters().Length)?.GetParameters().Select(parameter => parameter.Name!).ToHashSet(StringComparer.Ordinal) ?? [];
}
