namespace BenchHub;

/// <summary>Why a request was turned down; the edge maps it to a status code in one place.</summary>
public enum Refusal
{
    /// <summary>The request itself is wrong; repeating it cannot help.</summary>
    Invalid = 0,

    /// <summary>What the request names does not exist.</summary>
    NotFound = 1,

    /// <summary>The request contradicts the present state.</summary>
    Conflict = 2,

    /// <summary>The request is well formed, but a check of what it names failed.</summary>
    Unprocessable = 3,
}
