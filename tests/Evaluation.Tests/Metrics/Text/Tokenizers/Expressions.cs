using System.Text.RegularExpressions;
using BenchHub.Evaluation.Metrics.Text.Tokenizers;

namespace BenchHub.Evaluation.Tests.Metrics.Text.Tokenizers;

/// <summary>The tokenizers as the references define them: one regular expression after another. Slow, and right below U+10000.</summary>
internal static class Expressions
{
    private const string Symbols = @"([\{-~\[-` -&\(-\+:-@/])";

    public static string[] None(string text) => Words(text);

    public static string[] Mteval13a(string text) => Words(Western($" {Unescaped(End(text).Replace("<skipped>", "").Replace("-\n", "").Replace("\n", " "))} "));

    public static string[] International(string text)
    {
        text = Regex.Replace(End(text), @"(\P{N})(\p{P})", "$1 $2 ");
        text = Regex.Replace(text, @"(\p{P})(\P{N})", " $1 $2");
        return Words(Regex.Replace(text, @"(\p{S})", " $1 "));
    }

    public static string[] Chinese(string text)
    {
        const string Ideographs = "[\u3400-\u4db5\u4e00-\u9fa5\u9fa6-\u9fbb\uf900-\ufa2d\ufa30-\ufa6a\ufa70-\ufad9\u2001-\u2a6d\u2f81-\u2fa1\uff00-\uffef"
            + "\u2e80-\u2eff\u3000-\u303f\u31c0-\u31ef\u2f00-\u2fdf\u2ff0-\u2fff\u3100-\u312f\u31a0-\u31bf\ufe10-\ufe1f\ufe30-\ufe4f\u2600-\u26ff\u2700-\u27bf"
            + "\u3200-\u32ff\u3300-\u33ff]";
        var from = 0;
        text = End(text);
        while (from < text.Length && WhiteSpace.Is(text[from]))
        {
            from++;
        }

        return Words(Western(Regex.Replace(text[from..], Ideographs, " $0 ")));
    }

    public static string[] Tercom(string text, bool normalized, bool noPunctuation, bool asian)
    {
        const string Asian = "[\u3001\u3002\u3008-\u3011\u3014-\u301f\uff61-\uff65\u30fb\uff0e\uff0c\uff1f\uff1a\uff1b\uff01\uff02\uff08\uff09]";
        text = End(text);
        if (normalized)
        {
            text = Regex.Replace($" {Unescaped(text.Replace("\n-", "").Replace("\n", " "))} ", Symbols, " $1 ");
            text = Western(text.Replace("'s ", " 's "), symbols: false);
            text = asian ? Regex.Replace(text, "[\u4e00-\u9fff\u3400-\u4dbf\u31c0-\u31ef\u2e80-\u2eff\u3300-\u33ff\uf900-\ufaff\ufe30-\ufe4f\u3200-\u3f22]", " $0 ") : text;
            text = asian ? Regex.Replace(text, Asian, " $0 ") : text;
        }

        text = noPunctuation ? Regex.Replace(text, @"[\.,\?:;!""\(\)]", "") : text;
        return Words(noPunctuation && asian ? Regex.Replace(text, Asian, "") : text);
    }

    private static string Western(string text, bool symbols = true)
    {
        text = symbols ? Regex.Replace(text, Symbols, " $1 ") : text;
        text = Regex.Replace(text, @"([^0-9])([\.,])", "$1 $2 ");
        text = Regex.Replace(text, @"([\.,])([^0-9])", " $1 $2");
        return Regex.Replace(text, "([0-9])(-)", "$1 $2 ");
    }

    private static string Unescaped(string text) =>
        text.Replace("&quot;", "\"").Replace("&amp;", "&").Replace("&lt;", "<").Replace("&gt;", ">");

    private static string End(string text)
    {
        var end = text.Length;
        while (end > 0 && WhiteSpace.Is(text[end - 1]))
        {
            end--;
        }

        return text[..end];
    }

    private static string[] Words(string text) =>
        new string([.. text.Select(static c => WhiteSpace.Is(c) ? ' ' : c)]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
