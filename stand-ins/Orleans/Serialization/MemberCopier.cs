using System.Runtime.CompilerServices;

namespace Orleans.Serialization;

/// <summary>Copies types marked [GenerateSerializer].</summary>
internal static class MemberCopier
{
    public static Func<object, CopyScope, object>? TryCreate(Type type)
    {
        if (!type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false))
        {
            return null;
        }

        var fields = SerializedMembers.Of(type).Select(member => member.Field).ToArray();
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
}
