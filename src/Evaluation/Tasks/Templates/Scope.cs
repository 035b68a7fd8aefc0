using System.Text;

namespace BenchHub.Evaluation.Tasks.Templates;

internal delegate object? Expression(Scope scope);

internal delegate void Statement(Scope scope);

/// <summary>The names that a part of a template sees, with what the whole rendering may still spend.</summary>
internal sealed class Scope
{
    private readonly Mapping _names;
    private readonly Scope? _outer;
    private readonly Allowance _allowance;

    private Scope(Mapping names, Scope? outer, Allowance allowance) => (_names, _outer, _allowance) = (names, outer, allowance);

    public StringBuilder Output => _allowance.Output;

    /// <summary>Of a record; what the template sets does not change it.</summary>
    public static Scope Of(Mapping record) => new Scope(record, outer: null, new()).Inner();

    public static Scope Empty() => Of([]);

    /// <summary>A scope whose names vanish with it: the body of a loop.</summary>
    public Scope Inner() => new([], this, _allowance);

    public void Set(string name, object? value) => _names[name] = value;

    public object? Find(string name, Place place)
    {
        for (var scope = this; scope is not null; scope = scope._outer)
        {
            if (scope._names.TryGetValue(name, out var value))
            {
                return value;
            }
        }

        return new Missing($"'{name}' is not in the record.", place);
    }

    /// <exception cref="TemplateException">The template has run for too long.</exception>
    public void Spend(Place place)
    {
        if (++_allowance.Steps > Template.MostSteps)
        {
            throw place.Fail($"the template took more than {Template.MostSteps} steps.");
        }
    }

    /// <exception cref="TemplateException">The text would be too long.</exception>
    public void Print(string text, Place place)
    {
        Bound(Output.Length + (long)text.Length, text.Length, place);
        Output.Append(text);
    }

    /// <summary>Before a text or list is made; repeated doubling so ends early.</summary>
    /// <exception cref="TemplateException">It would be too long, or too much was made before.</exception>
    public void Bound(long length, Place place) => Bound(length, length, place);

    /// <param name="length">How long it would be in the end.</param>
    /// <param name="work">How much of that is made now.</param>
    /// <param name="place">What makes it.</param>
    public void Bound(long length, long work, Place place)
    {
        _allowance.Work += work;
        if (length > Template.LongestText || _allowance.Work > 4L * Template.LongestText)
        {
            throw place.Fail($"the text would be longer than {Template.LongestText} characters.");
        }
    }

    private sealed class Allowance
    {
        public StringBuilder Output { get; } = new();

        public int Steps { get; set; }

        public long Work { get; set; }
    }
}
