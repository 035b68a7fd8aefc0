using System.Buffers.Text;
using System.Security.Cryptography;

namespace BenchHub.Storage.Models;

/// <summary>The name under which an answer is kept: equal names mean that the same was asked.</summary>
public static class ResponseKey
{
    /// <param name="scope">Who may share the answer: a system's id and revision, or a result's id where nobody else may.</param>
    /// <param name="request">Every byte that decides the answer.</param>
    /// <param name="repeat">Which of several answers to the same request.</param>
    /// <returns>SHA-256 of the three, each with its length, in base64url.</returns>
    public static string Of(string scope, ReadOnlySpan<byte> request, int repeat)
    {
        var to = new PayloadWriter();
        to.Text(scope);
        to.Int(repeat);
        to.Int(request.Length);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(to.Written);
        hash.AppendData(request);
        return Base64Url.EncodeToString(hash.GetHashAndReset());
    }
}
