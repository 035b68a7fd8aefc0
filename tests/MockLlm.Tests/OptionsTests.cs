namespace BenchHub.MockLlm.Tests;

public sealed class OptionsTests
{
    [Theory]
    [InlineData(-1, 0, 0, 500, 1, "The port is -1;")]
    [InlineData(0, 1.5, 0, 500, 1, "The error rate is 1.5;")]
    [InlineData(0, double.NaN, 0, 500, 1, "The error rate is NaN;")]
    [InlineData(0, 0, -1, 500, 1, "The throttle rate is -1;")]
    [InlineData(0, 0, 0, 200, 1, "The error status is 200;")]
    [InlineData(0, 0, 0, 500, 0, "The limit of requests at once is 0;")]
    public void Build_WrongOption_IsRefusedWithASentence(int port, double errors, double throttles, int status, int concurrent, string sentence) =>
        Assert.StartsWith(sentence, Assert.Throws<MockLlmException>(() => MockLlmServer.Build(new()
        {
            Port = port,
            ErrorRate = errors,
            ThrottleRate = throttles,
            ErrorStatuses = [status],
            MostConcurrent = concurrent,
        })).Message);
}
