using BenchHub.Reports.Fonts;

namespace BenchHub.Reports.Tests;

public sealed class FontFilesTests
{
    [Fact]
    public void OfMachine_NoFont_SaysWhatToInstall() =>
        Assert.Contains("apt-get install fonts-dejavu-core fonts-nanum", Assert.Throws<FontRefusedException>(() => FontFiles.OfMachine([])).Message, StringComparison.Ordinal);

    [Fact]
    public void Find_WhatDoesNotExistOrIsNoFont_IsNamed()
    {
        Assert.Contains("'/nowhere/x.ttf'", Assert.Throws<FontRefusedException>(() => FontFiles.Find(["/nowhere/x.ttf"])).Message, StringComparison.Ordinal);
        var broken = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.ttf");
        try
        {
            File.WriteAllBytes(broken, [0, 1, 0, 0, 0, 9]);
            Assert.Contains("is no TrueType font, or is cut short", Assert.Throws<FontRefusedException>(() => FontFiles.Find([broken])).Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(broken);
        }
    }

    [Fact]
    public void Read_PostScriptOutlines_AreRefused() =>
        Assert.Contains("PostScript outlines", Assert.Throws<FontRefusedException>(() => TrueTypeFont.Read("x.otf", [.. "OTTO"u8, 0, 0, 0, 0, 0, 0, 0, 0])).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_CutAnywhere_IsRefusedOrRead()
    {
        var whole = File.ReadAllBytes(Directory.EnumerateFiles("/usr/share/fonts", "*.ttf", SearchOption.AllDirectories).Order(StringComparer.Ordinal).First());
        foreach (var part in Enumerable.Range(0, 50))
        {
            try
            {
                TrueTypeFont.Read("cut.ttf", whole[..(whole.Length * part / 50)]);
            }
            catch (FontRefusedException)
            {
                // As it should be; any other exception fails the test.
            }
        }
    }
}
