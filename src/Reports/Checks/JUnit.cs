using System.Globalization;
using System.Text;
using System.Xml;

namespace BenchHub.Reports.Checks;

/// <summary>
/// Checks as the XML that build servers read as test results: a test suite for each <see cref="Check.Suite"/>, a failure for what failed,
/// and an error for what stayed open, since the format has no word for it and a build must not pass by it.
/// </summary>
public static class JUnit
{
    /// <param name="name">Of the whole.</param>
    public static string Write(string name, DateTimeOffset at, IReadOnlyList<Check> checks)
    {
        var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var xml = XmlWriter.Create(new Utf8Declared(text), new() { Indent = true, NewLineChars = "\n" }))
        {
            xml.WriteStartElement("testsuites");
            xml.WriteAttributeString("name", XmlText.Valid(name));
            Counts(xml, checks);
            foreach (var suite in checks.GroupBy(static check => check.Suite))
            {
                Suite(xml, suite.Key, at, [.. suite]);
            }

            xml.WriteEndElement();
        }

        return text + "\n";
    }

    private static void Suite(XmlWriter xml, string name, DateTimeOffset at, IReadOnlyList<Check> checks)
    {
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", XmlText.Valid(name));
        Counts(xml, checks);
        xml.WriteAttributeString("skipped", "0");
        xml.WriteAttributeString("time", "0");
        xml.WriteAttributeString("timestamp", at.UtcDateTime.ToString("s", CultureInfo.InvariantCulture));
        foreach (var check in checks)
        {
            Case(xml, check);
        }

        xml.WriteEndElement();
    }

    private static void Counts(XmlWriter xml, IReadOnlyList<Check> checks)
    {
        xml.WriteAttributeString("tests", Count(checks, static _ => true));
        xml.WriteAttributeString("failures", Count(checks, static check => check.Outcome is CheckOutcome.Failed));
        xml.WriteAttributeString("errors", Count(checks, static check => check.Outcome is CheckOutcome.Inconclusive));
    }

    private static void Case(XmlWriter xml, Check check)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", XmlText.Valid(check.Suite));
        xml.WriteAttributeString("name", XmlText.Valid($"{check.Subject}: {check.Rule}"));
        xml.WriteAttributeString("time", "0");
        if (check.Outcome is CheckOutcome.Passed)
        {
            xml.WriteElementString("system-out", XmlText.Valid(Told(check)));
        }
        else
        {
            xml.WriteStartElement(check.Outcome is CheckOutcome.Failed ? "failure" : "error");
            xml.WriteAttributeString("message", XmlText.Valid(check.Sentence));
            xml.WriteAttributeString("type", check.Outcome is CheckOutcome.Failed ? "failed" : "inconclusive");
            xml.WriteString(XmlText.Valid(Told(check)));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static string Told(Check check) => new StringBuilder(check.Sentence)
        .AppendJoin("", check.Numbers.Select(static number => $"\n{number.Key}: {number.Value?.ToString("R", CultureInfo.InvariantCulture) ?? "undefined"}")).ToString();

    private static string Count(IReadOnlyList<Check> checks, Func<Check, bool> which) => checks.Count(which).ToString(CultureInfo.InvariantCulture);

    /// <summary>A text is written in UTF-8 in the end, whatever it is in memory.</summary>
    private sealed class Utf8Declared(StringWriter inner) : TextWriter
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value) => inner.Write(value);

        public override void Write(char[] buffer, int index, int count) => inner.Write(buffer, index, count);
    }
}
