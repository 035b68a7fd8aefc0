namespace BenchHub.MockLlm;

/// <summary>How an answer is spoilt on its way.</summary>
internal enum Damage
{
    None = 0,

    /// <summary>The connection breaks in the middle of the answer.</summary>
    Cut,

    /// <summary>The connection breaks before the answer.</summary>
    Reset,

    /// <summary>No answer ever comes.</summary>
    Hang,

    /// <summary>A streamed answer stops politely without its end.</summary>
    NoEnd,

    /// <summary>Not JSON.</summary>
    BadJson,

    /// <summary>JSON without an answer in it.</summary>
    NoAnswer,

    /// <summary>502 with a page for people.</summary>
    Html,
}
