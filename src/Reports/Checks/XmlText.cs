using System.Text;
using System.Xml;

namespace BenchHub.Reports.Checks;

internal static class XmlText
{
    /// <summary>With U+FFFD for what XML 1.0 cannot hold even escaped: control characters and halves of surrogate pairs.</summary>
    public static string Valid(string text)
    {
        var valid = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            valid.Append(rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value) ? "\uFFFD" : rune.ToString());
        }

        return valid.ToString();
    }
}
