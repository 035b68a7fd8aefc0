namespace BenchHub.Storage.Judges;

/// <summary>The bytes of findings in a chunk of outcomes.</summary>
internal static class FindingCodec
{
    public static void Write(PayloadWriter to, IReadOnlyList<JudgeFinding> findings)
    {
        to.Int(findings.Count);
        foreach (var finding in findings)
        {
            to.Text(finding.Judge);
            to.Double(finding.Value);
            to.Text(finding.Reason);
            Write(to, finding.Flags);
            Write(to, finding.Malformed);
            to.Int(finding.Asked);
            to.Int(finding.Cached);
            to.Int(finding.Usage.InputTokens);
            to.Int(finding.Usage.CachedTokens);
            to.Int(finding.Usage.OutputTokens);
            to.OptionalLong(finding.Usage.Cost);
        }
    }

    public static JudgeFinding[] Read(ref PayloadReader from)
    {
        var findings = new JudgeFinding[from.Count()];
        for (var i = 0; i < findings.Length; i++)
        {
            findings[i] = new(from.Text(), from.Double(), from.Text())
            {
                Flags = Texts(ref from),
                Malformed = Texts(ref from),
                Asked = from.Int(),
                Cached = from.Int(),
                Usage = new(from.Int(), from.Int(), from.Int(), from.OptionalLong()),
            };
        }

        return findings;
    }

    private static void Write(PayloadWriter to, IReadOnlyList<string> texts)
    {
        to.Int(texts.Count);
        foreach (var text in texts)
        {
            to.Text(text);
        }
    }

    private static string[] Texts(ref PayloadReader from)
    {
        var texts = new string[from.Count()];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = from.Text();
        }

        return texts;
    }
}
