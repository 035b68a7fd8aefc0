using Npgsql;

namespace BenchHub.Storage;

/// <summary><c>postgres://user:password@host:port/database?sslmode=require</c>, the form libpq documents and Npgsql does not read.</summary>
internal static class PostgresUri
{
    public static NpgsqlConnectionStringBuilder Parse(string text)
    {
        var uri = new Uri(text);
        if (uri.Host.Length == 0)
        {
            throw new UriFormatException("the address names no host");
        }

        var server = new NpgsqlConnectionStringBuilder { Host = uri.Host };
        if (uri.Port > 0)
        {
            server.Port = uri.Port;
        }

        if (uri.AbsolutePath.Length > 1)
        {
            server.Database = Uri.UnescapeDataString(uri.AbsolutePath[1..]);
        }

        var user = uri.UserInfo.Split(':', 2);
        if (user[0].Length > 0)
        {
            server.Username = Uri.UnescapeDataString(user[0]);
        }

        if (user.Length == 2)
        {
            server.Password = Uri.UnescapeDataString(user[1]);
        }

        foreach (var option in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var pair = option.Split('=', 2);
            server[Keyword(Uri.UnescapeDataString(pair[0]))] = Uri.UnescapeDataString(pair.Length == 2 ? pair[1] : "true");
        }

        return server;
    }

    private static string Keyword(string libpq) => libpq switch
    {
        "sslmode" => "SSL Mode",
        "sslrootcert" => "Root Certificate",
        "sslcert" => "SSL Certificate",
        "sslkey" => "SSL Key",
        "application_name" => "Application Name",
        "connect_timeout" => "Timeout",
        _ => libpq,
    };
}
