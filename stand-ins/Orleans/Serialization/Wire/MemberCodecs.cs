using System.Collections.Frozen;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Orleans.Serialization;

/// <summary>Types marked [GenerateSerializer], and tuples and pairs: each member with its id and its length, then a zero.</summary>
internal static class MemberCodecs
{
    public static Codec? TryCreate(Type type, WireCodecs codecs)
    {
        var members = type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false) ? SerializedMembers.Of(type) : IsTuple(type) ? SerializedMembers.AllOf(type) : null;
        if (members is null)
        {
            return null;
        }

        var shape = new Shape(members, codecs);
        var constructor = type.GetConstructor(Type.EmptyTypes);
        return new(shape.Write, reader =>
        {
            var value = constructor?.Invoke(null) ?? RuntimeHelpers.GetUninitializedObject(type);
            shape.Read(reader, value);
            return value;
        });
    }

    private static bool IsTuple(Type type) =>
        typeof(ITuple).IsAssignableFrom(type) || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>));

    internal sealed class Shape
    {
        private readonly (uint Id, FieldInfo Field, Slot Slot)[] _members;
        private readonly FrozenDictionary<uint, (FieldInfo Field, Slot Slot)> _byId;

        public Shape(IEnumerable<(uint Id, FieldInfo Field)> members, WireCodecs codecs)
        {
            _members = [.. members.Select(member => (member.Id, member.Field, codecs.SlotOf(member.Field.FieldType)))];
            _byId = _members.ToFrozenDictionary(member => member.Id, member => (member.Field, member.Slot));
        }

        public static void Skip(WireReader reader)
        {
            while (reader.Count() != 0)
            {
                reader.Take(reader.Int32());
            }
        }

        public void Write(WireWriter writer, object value)
        {
            foreach (var (id, field, slot) in _members)
            {
                writer.Count(id + 1);
                var block = writer.BeginBlock();
                slot.Write(writer, field.GetValue(value));
                writer.EndBlock(block);
            }

            writer.Count(0);
        }

        public void Read(WireReader reader, object into)
        {
            for (var id = reader.Count(); id != 0; id = reader.Count())
            {
                var end = reader.Int32() + reader.Position;
                if (_byId.TryGetValue(id - 1, out var member))
                {
                    member.Field.SetValue(into, member.Slot.Read(reader));
                }

                reader.Position = end;
            }
        }
    }
}
