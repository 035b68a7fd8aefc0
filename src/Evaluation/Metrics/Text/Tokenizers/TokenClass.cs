namespace BenchHub.Evaluation.Metrics.Text.Tokenizers;

/// <summary>What a character does to the tokens around it.</summary>
internal enum TokenClass : byte
{
    /// <summary>Joins with its neighbours.</summary>
    Other,

    /// <summary>Ends a token and belongs to none.</summary>
    Space,

    /// <summary>A token of its own.</summary>
    Alone,

    /// <summary>Joins as others do, and holds a mark between two numbers.</summary>
    Number,

    /// <summary>A token of its own unless numbers hold it, such as the point of 3.14.</summary>
    Mark,

    /// <summary>A token of its own after a number, else joins.</summary>
    Dash,

    /// <summary>Begins a token and joins with what follows.</summary>
    Opening,

    /// <summary>The second half of a surrogate pair, whose class stands at the first.</summary>
    Trail,
}
