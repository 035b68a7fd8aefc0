using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Grpc.AspNetCore.Server;

/// <summary>Reads the caller's metadata out of the HTTP headers, without those of the transport.</summary>
internal static class RequestMetadata
{
    private static readonly HashSet<string> Transport = new(StringComparer.OrdinalIgnoreCase)
    {
        Wire.Encoding, Wire.AcceptEncoding, Wire.Timeout, "content-encoding", "content-type", "te", "host", "accept-encoding",
    };

    /// <exception cref="RpcException">A -bin header is not base64.</exception>
    public static Metadata From(IHeaderDictionary headers)
    {
        var metadata = new Metadata();
        foreach (var (key, values) in headers)
        {
            if (Transport.Contains(key) || !Metadata.Entry.IsKey(key))
            {
                continue;
            }

            if (Metadata.Entry.IsBinaryKey(key))
            {
                AddBinary(metadata, key, values);
            }
            else
            {
                metadata.Add(key, values.ToString());
            }
        }

        return metadata;
    }

    /// <summary>Several binary values may share a header, separated by commas; padding is optional.</summary>
    private static void AddBinary(Metadata metadata, string key, StringValues values)
    {
        foreach (var value in values.ToString().Split(',', StringSplitOptions.TrimEntries))
        {
            var bytes = new byte[value.Length];
            var padded = value.PadRight((value.Length + 3) / 4 * 4, '=');
            if (!Convert.TryFromBase64String(padded, bytes, out var length))
            {
                throw new RpcException(new(StatusCode.InvalidArgument, $"The header '{key}' is not base64."));
            }

            metadata.Add(key, bytes[..length]);
        }
    }
}
