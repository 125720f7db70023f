using IdentityCenterOperator.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Testing;

namespace Operator.Tests.Security;

/// <summary>One line of the log for one thing that happened.</summary>
public sealed class LineFormatterTests
{
    [Theory]
    [InlineData("two\nlines")]
    [InlineData("two\r\nlines \u2028 and \u0085 more")]
    [InlineData("\u001b[2J\u202Eterminal\u200B")]
    [InlineData("half \uD800 of a pair")]
    public void Whatever_is_said_is_one_line_of_plain_characters(string words)
    {
        var line = Format(words, Thrown(words));
        Assert.EndsWith("\n", line, StringComparison.Ordinal);
        HostileAnswerTests.AssertVisible(line[..^1]);
    }

    [Fact]
    public void What_is_plain_stays_as_it_is()
    {
        Assert.Equal("2026-01-01T00:00:00.000Z warn: Category[0] Größe „5“ → ok\n", Format("Größe „5“ → ok", null));
        Assert.Contains("InvalidOperationException: gone    at Operator.Tests", Format("It failed.", Thrown("gone")), StringComparison.Ordinal);
    }

    private static string Format(string words, Exception? error)
    {
        using var writer = new StringWriter();
        var time = new ManualTimeProvider(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        new LineFormatter(time).Write(new LogEntry<string>(LogLevel.Warning, "Category", 0, words, error, (state, _) => state), null, writer);
        return writer.ToString();
    }

    private static InvalidOperationException Thrown(string words)
    {
        try
        {
            throw new InvalidOperationException(words);
        }
        catch (InvalidOperationException e)
        {
            return e;
        }
    }
}
