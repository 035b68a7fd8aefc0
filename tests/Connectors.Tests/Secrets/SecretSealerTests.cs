using BenchHub.Connectors.Secrets;
using BenchHub.Systems;

namespace BenchHub.Connectors.Tests.Secrets;

public sealed class SecretSealerTests
{
    private static readonly SystemId System1 = new("sys_1");
    private static readonly Dictionary<string, string> Secrets = new() { ["Authorization"] = "Bearer 열쇠 sk-1", ["X"] = "" };

    private readonly SecretKey _key = SecretKey.Generate();

    [Fact]
    public void Open_WhatWasSealed_IsTheSame()
    {
        var sealer = new SecretSealer(_key);

        Assert.Equal(Secrets, sealer.Open(System1, sealer.Seal(System1, Secrets)));
    }

    [Fact]
    public void Seal_SameSecretsTwice_LooksDifferentAndShowsNothing()
    {
        var sealer = new SecretSealer(_key);
        var text = sealer.Seal(System1, Secrets);

        Assert.NotEqual(text, sealer.Seal(System1, Secrets));
        Assert.DoesNotContain("sk-1", System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(text)));
    }

    [Fact]
    public void Open_AnyByteChanged_IsRefused()
    {
        var sealer = new SecretSealer(_key);
        var bytes = Convert.FromBase64String(sealer.Seal(System1, Secrets));

        for (var at = 0; at < bytes.Length; at++)
        {
            bytes[at] ^= 1;
            Assert.Throws<SecretException>(() => sealer.Open(System1, Convert.ToBase64String(bytes)));
            bytes[at] ^= 1;
        }

        Assert.Equal(Secrets, sealer.Open(System1, Convert.ToBase64String(bytes)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not base64!")]
    [InlineData("AQ==")]
    public void Open_NoSealedText_IsRefused(string text) => Assert.Equal(
        "The sealed secrets of sys_1 were changed, or belong to another system. Register them again.",
        Assert.Throws<SecretException>(() => new SecretSealer(_key).Open(System1, text)).Message);

    [Fact]
    public void Open_AnotherSystem_IsRefused()
    {
        var sealer = new SecretSealer(_key);

        Assert.Equal(
            "The sealed secrets of sys_2 were changed, or belong to another system. Register them again.",
            Assert.Throws<SecretException>(() => sealer.Open(new("sys_2"), sealer.Seal(System1, Secrets))).Message);
    }

    [Fact]
    public void Open_WrongKey_NamesBothKeysAndTheWayOut()
    {
        var other = SecretKey.Generate();
        var text = new SecretSealer(other).Seal(System1, Secrets);

        Assert.Equal(
            $"The secrets of sys_1 were sealed with key {other.Id}, which this hub does not have (it has {_key.Id}). "
            + "Give it that key as BENCHHUB_MASTER_KEY or as an old key, or register the secrets again.",
            Assert.Throws<SecretException>(() => new SecretSealer(_key).Open(System1, text)).Message);
    }

    [Fact]
    public void Open_AfterRotation_OldSecretsOpenAndAreStale()
    {
        var before = new SecretSealer(_key);
        var after = new SecretSealer(SecretKey.Generate(), _key);
        var text = before.Seal(System1, Secrets);

        Assert.Equal(Secrets, after.Open(System1, text));
        Assert.True(after.IsStale(System1, text));
        var anew = after.Seal(System1, Secrets);
        Assert.False(after.IsStale(System1, anew));
        Assert.Throws<SecretException>(() => before.Open(System1, anew));
    }
}
