namespace BenchHub.Evaluation.Tasks.Templates;

/// <summary>Python's <c>value[index]</c> and <c>value[from:to:step]</c>.</summary>
internal static class Slices
{
    /// <summary>Missing where there is no such item.</summary>
    public static object? Item(object? value, object? index, Place place)
    {
        (value, index) = (Operators.Given(value), Operators.Given(index));
        if (value is Mapping mapping)
        {
            return index is not null && mapping.TryGetValue(index, out var found)
                ? found
                : new Missing($"the object has no field {PythonText.Repr(index)}.", place);
        }

        if (value is not (string or object?[] or Sequence))
        {
            return new Missing($"{PythonText.Kind(value)} has no item {PythonText.Repr(index)}.", place);
        }

        if (!Numbers.TryWhole(index, out var position))
        {
            return new Missing($"{PythonText.Kind(value)} has no item {PythonText.Repr(index)}.", place);
        }

        var items = Operators.Items(value, place);
        position += position < 0 ? items.Count : 0;
        return position >= 0 && position < items.Count
            ? items[(int)position]
            : new Missing($"there is no item {PythonText.Repr(index)} among {items.Count}.", place);
    }

    public static object? Slice(object? value, object? from, object? to, object? step, Scope scope, Place place)
    {
        if (Operators.Given(value) is not (string or object?[] or Sequence))
        {
            throw place.Fail($"{PythonText.Kind(value)} cannot be sliced.");
        }

        var items = Operators.Items(value, place);
        var stride = Bound(step, 1, place);
        if (stride == 0)
        {
            throw place.Fail("the step of a slice cannot be 0.");
        }

        var (first, last) = stride > 0 ? (0, items.Count) : (-1, items.Count - 1);
        var start = Clamp(Bound(from, stride > 0 ? 0 : long.MaxValue, place), items.Count, first, last);
        var end = to is null ? (stride > 0 ? items.Count : -1) : Clamp(Bound(to, 0, place), items.Count, first, last);
        var taken = new List<object?>();
        for (long i = start; stride > 0 ? i < end : i > end; i += stride)
        {
            taken.Add(items[(int)i]);
        }

        scope.Bound(taken.Count, place);
        return value switch
        {
            string => string.Concat(taken),
            Sequence => new Sequence([.. taken]),
            _ => taken.ToArray(),
        };
    }

    private static long Bound(object? value, long otherwise, Place place) =>
        Operators.Given(value) is null ? otherwise
        : Numbers.TryWhole(value, out var whole) ? Math.Clamp(whole, -int.MaxValue, int.MaxValue)
        : throw place.Fail($"a slice needs whole numbers, not {PythonText.Kind(value)}.");

    private static int Clamp(long position, int count, int low, int high) =>
        (int)Math.Clamp(position < 0 ? position + count : position, low, high);
}
