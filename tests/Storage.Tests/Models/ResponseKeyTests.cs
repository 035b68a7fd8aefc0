using BenchHub.Storage.Models;

namespace BenchHub.Storage.Tests.Models;

public sealed class ResponseKeyTests
{
    [Fact]
    public void Of_AnythingElse_IsAnotherKey()
    {
        var key = ResponseKey.Of("sys_1#1", "{}"u8, 0);

        Assert.Equal(43, key.Length); // 256 bits, 6 a letter
        Assert.Equal(key, ResponseKey.Of("sys_1#1", "{}"u8, 0));
        Assert.Distinct([key, ResponseKey.Of("sys_1#2", "{}"u8, 0), ResponseKey.Of("sys_1#1", "{ }"u8, 0), ResponseKey.Of("sys_1#1", "{}"u8, 1), ResponseKey.Of("sys_1#1{", "}"u8, 0)]);
    }
}
