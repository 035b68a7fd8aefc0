namespace BenchHub.Api.Tests.Http;

public sealed class CsvTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@cmd", "'@cmd")]
    [InlineData("\tx", "'\tx")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("=a,\"b\"", "\"'=a,\"\"b\"\"\"")]
    [InlineData("", "")]
    [InlineData(null, "")]
    [InlineData(-0.1, "-0.1")]
    [InlineData(double.NaN, "")]
    [InlineData(0.30000000000000004, "0.30000000000000004")]
    [InlineData(true, "true")]
    public void Cell_OfAnyValue_IsHarmlessAndReadsBack(object? value, string cell) => Assert.Equal(cell, Csv.Cell(value));
}
