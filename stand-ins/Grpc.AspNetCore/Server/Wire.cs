using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace Grpc.AspNetCore.Server;

/// <summary>
/// How gRPC writes its own values into HTTP headers
/// (https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md).
/// </summary>
internal static class Wire
{
    public const string ContentType = "application/grpc";
    public const string Encoding = "grpc-encoding";
    public const string AcceptEncoding = "grpc-accept-encoding";
    public const string Timeout = "grpc-timeout";
    public const string Status = "grpc-status";
    public const string Message = "grpc-message";

    private static readonly TimeSpan LongestTimeout = TimeSpan.FromSeconds(99_999_999);

    /// <returns>True for application/grpc with or without +format and parameters.</returns>
    public static bool IsGrpc([NotNullWhen(true)] string? contentType) =>
        contentType is not null
        && contentType.StartsWith(ContentType, StringComparison.OrdinalIgnoreCase)
        && (contentType.Length == ContentType.Length || contentType[ContentType.Length] is '+' or ';');

    /// <returns>At most 99,999,999 seconds; null for no, a zero or an unreadable timeout.</returns>
    public static TimeSpan? ParseTimeout(string? header)
    {
        if (header is not { Length: >= 2 }
            || !long.TryParse(header.AsSpan(0, header.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var amount)
            || amount is <= 0 or > int.MaxValue)
        {
            return null;
        }

        var ticks = header[^1] switch
        {
            'H' => amount * (decimal)TimeSpan.TicksPerHour,
            'M' => amount * TimeSpan.TicksPerMinute,
            'S' => amount * TimeSpan.TicksPerSecond,
            'm' => amount * TimeSpan.TicksPerMillisecond,
            'u' => amount * TimeSpan.TicksPerMicrosecond,
            'n' => Math.Max(1, amount / TimeSpan.NanosecondsPerTick),
            _ => 0,
        };
        return ticks == 0 ? null : TimeSpan.FromTicks((long)Math.Min(ticks, LongestTimeout.Ticks));
    }

    /// <summary>Percent-encodes the UTF-8 bytes outside printable ASCII, and '%' itself.</summary>
    public static string EncodeMessage(string message)
    {
        var encoded = new StringBuilder(message.Length);
        foreach (var value in System.Text.Encoding.UTF8.GetBytes(message))
        {
            _ = value is >= 0x20 and <= 0x7E and not (byte)'%'
                ? encoded.Append((char)value)
                : encoded.Append('%').Append(value.ToString("X2", CultureInfo.InvariantCulture));
        }

        return encoded.ToString();
    }

    public static void SetStatus(IHeaderDictionary destination, Status status)
    {
        destination[Status] = ((int)status.StatusCode).ToString(CultureInfo.InvariantCulture);
        destination[Message] = string.IsNullOrEmpty(status.Detail) ? default : EncodeMessage(status.Detail);
    }
}
