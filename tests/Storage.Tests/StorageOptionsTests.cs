using Npgsql;

namespace BenchHub.Storage.Tests;

public sealed class StorageOptionsTests
{
    [Theory]
    [InlineData("data/hub.db", "Data Source=data/hub.db")]
    [InlineData("sqlite:/var/lib/hub", "Data Source=/var/lib/hub")]
    [InlineData("sqlite:a;b.db", "Data Source=\"a;b.db\"")]
    [InlineData("Data Source=/tmp/x", "Data Source=/tmp/x")]
    [InlineData(" filename = /tmp/x ", "Data Source=/tmp/x")]
    public void Parse_AFile_IsSqlite(string text, string expected)
    {
        var options = StorageOptions.Parse(text);

        Assert.Equal((StorageProvider.Sqlite, expected, "System.Data.SQLite"), (options.Provider, options.ConnectionString, options.Invariant));
    }

    [Theory]
    [InlineData("Host=db;Port=5433;Database=hub;Username=u;Password=p w")]
    [InlineData("postgres://u:p%20w@db:5433/hub")]
    [InlineData("postgresql://u:p%20w@db:5433/hub?sslmode=require")]
    public void Parse_AServer_IsPostgres(string text)
    {
        var options = StorageOptions.Parse(text);
        var server = new NpgsqlConnectionStringBuilder(options.ConnectionString);

        Assert.Equal((StorageProvider.Postgres, "Npgsql"), (options.Provider, options.Invariant));
        Assert.Equal(("db", 5433, "hub", "u", "p w"), (server.Host, server.Port, server.Database, server.Username, server.Password));
        Assert.Equal("PostgreSQL db:5433/hub", options.ToString());
    }

    [Theory]
    [InlineData("Host=db", 10, 30, "benchhub")]
    [InlineData("postgres://db/hub", 10, 30, "benchhub")]
    [InlineData("Host=db;MaxPoolSize=40;Keepalive=0;ApplicationName=mine", 40, 0, "mine")]
    [InlineData("Maximum Pool Size=7;Server=db", 7, 30, "benchhub")]
    public void Parse_AServer_HasASmallPoolUnlessItSaysOtherwise(string text, int connections, int keepAlive, string name)
    {
        var server = new NpgsqlConnectionStringBuilder(StorageOptions.Parse(text).ConnectionString);

        Assert.Equal((connections, keepAlive, name), (server.MaxPoolSize, server.KeepAlive, server.ApplicationName));
    }

    [Theory]
    [InlineData("")]
    [InlineData("hub")]
    [InlineData("mysql://u:secret@db")]
    [InlineData("Data Source=:memory:")]
    [InlineData("Data Source=x;Mode=Memory")]
    [InlineData("Host=db;Colour=blue;Password=secret")]
    [InlineData("postgres://")]
    public void Parse_AnythingElse_SaysWhatIsAcceptedAndKeepsSecrets(string text)
    {
        var refused = Assert.Throws<FormatException>(() => StorageOptions.Parse(text));

        Assert.Contains("'sqlite:PATH'", refused.Message, StringComparison.Ordinal);
        Assert.Contains("'postgres://USER:PASSWORD@HOST:PORT/DATABASE'", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refused.ToString(), StringComparison.Ordinal);
    }
}
