using System.Runtime.Versioning;
using BenchHub.Connectors.Secrets;
using BenchHub.Connectors.Tests.Samples;

namespace BenchHub.Connectors.Tests.Secrets;

[UnsupportedOSPlatform("windows")] // it has no file modes
public sealed class SecretKeyTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly TemporaryFolder _folder = new();

    private string Path => System.IO.Path.Combine(_folder.Path, "master.key");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("AAAA")]
    [InlineData("not base64")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==")]
    public void FromBase64_NotAKey_SaysHowToMakeOne(string text) => Assert.Equal(
        "The setting must hold 32 bytes in base64 (44 characters), such as the output of: openssl rand -base64 32",
        Assert.Throws<SecretException>(() => SecretKey.FromBase64(text, "The setting")).Message);

    [Fact]
    public void ToString_Key_ShowsItsIdOnly()
    {
        var text = Convert.ToBase64String(new byte[32]);
        var key = SecretKey.FromBase64(text + "\n", "The setting");

        Assert.Equal($"key {key.Id}", key.ToString());
        Assert.Equal(16, key.Id.Length);
        Assert.NotEqual(SecretKey.Generate().Id, key.Id);
    }

    [Fact]
    public void LoadOrCreate_NoFile_MakesOneForItsOwnerAlone()
    {
        var key = SecretKeyFile.LoadOrCreate(Path);

        Assert.Equal(key.Id, SecretKeyFile.LoadOrCreate(Path).Id);
        Assert.Equal([Path], Directory.GetFiles(_folder.Path));
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(Path));
    }

    [Fact]
    public async Task LoadOrCreate_ManyAtOnce_AgreeOnOneKey()
    {
        var keys = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => SecretKeyFile.LoadOrCreate(Path).Id)));

        Assert.Single(keys.Distinct());
        Assert.Equal([Path], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void LoadOrCreate_OthersMayReadIt_IsRefused()
    {
        SecretKeyFile.LoadOrCreate(Path);
        File.SetUnixFileMode(Path, OwnerOnly | UnixFileMode.GroupRead);

        Assert.Equal(
            $"Others than its owner may use the key file {Path}; run: chmod 600 {Path}",
            Assert.Throws<SecretException>(() => SecretKeyFile.LoadOrCreate(Path)).Message);
    }

    [Fact]
    public void LoadOrCreate_NoKeyInside_NamesTheFile()
    {
        _folder.Write("master.key", "hello");
        File.SetUnixFileMode(Path, OwnerOnly);

        Assert.StartsWith(
            $"The key file {Path} must hold 32 bytes",
            Assert.Throws<SecretException>(() => SecretKeyFile.LoadOrCreate(Path)).Message);
    }
}
