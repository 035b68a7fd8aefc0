namespace BenchHub.Sandbox.Tests;

public sealed class CodeBlockTests
{
    [Theory]
    [InlineData("    return 1\n", "    return 1\n")]
    [InlineData("Sure!\n```python\ndef f():\n    return 1\n```\nHope it helps.", "def f():\n    return 1")]
    [InlineData("```\nx\n```\nbetter:\n```py\ny\n```", "y")]
    [InlineData("```bash\npip install x\n```\n```\ny\n```", "pip install x")]
    [InlineData("```Python3 title=\"a\"\ny\n```", "y")]
    [InlineData("~~~python\ns = '''\n```\n'''\n~~~", "s = '''\n```\n'''")]
    [InlineData("````python\n```\n````", "```")]
    [InlineData("```python\nnever closed", "never closed")]
    [InlineData("```python\n```", "")]
    [InlineData("   ```python\r\ny\r\n   ```", "y\r")]
    [InlineData("    ```python\n    return 1", "    ```python\n    return 1")]
    [InlineData("```x``` is inline\nreturn", "```x``` is inline\nreturn")]
    [InlineData("", "")]
    public void Of_Answer_IsItsCode(string answer, string code) => Assert.Equal(code, CodeBlock.Of(answer));
}
