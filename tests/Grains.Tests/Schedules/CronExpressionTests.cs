using BenchHub.Grains.Schedules;

namespace BenchHub.Grains.Tests.Schedules;

public sealed class CronExpressionTests
{
    [Theory]
    [InlineData("61 * * * *", "The minute '61' of the cron expression is wrong: 61 is not 0 to 59.")]
    [InlineData("* 24 * * *", "The hour '24' of the cron expression is wrong: 24 is not 0 to 23.")]
    [InlineData("* * 0 * *", "The day of month '0' of the cron expression is wrong: 0 is not 1 to 31.")]
    [InlineData("* * * MAI *", "The month 'MAI' of the cron expression is wrong: 'MAI' is no month. It takes 1 to 12 or JAN to DEC")]
    [InlineData("* * * * 8", "The day of week '8' of the cron expression is wrong: 8 is not 0 to 7. It takes 0 to 7 or SUN to SAT")]
    [InlineData("5-1 * * * *", "the range 5-1 runs backwards")]
    [InlineData("*/0 * * * *", "the step '0' is not 1 to 59")]
    [InlineData("*/2/2 * * * *", "'*/2/2' has more than one step")]
    [InlineData("1-2-3 * * * *", "'1-2-3' is no range")]
    [InlineData("1,,2 * * * *", "a value is missing")]
    [InlineData("* * L * *", "'L' is no day of month")]
    [InlineData("0 0 ? * MON", "not L, W, # or ?")]
    [InlineData("-5 * * * *", "a value is missing")]
    [InlineData("٣ * * * *", "'٣' is no minute")]
    [InlineData("0 0 2 * * *", "has 6 fields; it needs five: minute, hour, day of month, month, day of week, such as '30 2 * * MON-FRI'; seconds and years are not taken.")]
    [InlineData("", "has 0 fields")]
    [InlineData("@reboot", "of words there are @hourly, @daily, @weekly, @monthly and @yearly")]
    [InlineData("0 0 30 2 *", "names a day that no month has")]
    [InlineData("0 0 31 4,6,9,11 *", "names a day that no month has")]
    public void Parse_WhatCannotBe_IsRefusedWithTheFieldAndWhatIsAllowed(string text, string said)
    {
        var refused = Assert.Throws<RefusedException>(() => CronExpression.Parse(text));

        Assert.Contains(said, refused.Message, StringComparison.Ordinal);
        Assert.Equal((Refusal.Invalid, "cron"), (refused.Refusal, refused.Field));
    }

    [Theory]
    [InlineData("@hourly", "0 * * * *")]
    [InlineData("@Daily", "0 0 * * *")]
    [InlineData("@midnight", "0 0 * * *")]
    [InlineData("@weekly", "0 0 * * SUN")]
    [InlineData("@monthly", "0 0 1 * *")]
    [InlineData("@yearly", "0 0 1 JAN *")]
    [InlineData("@annually", "0 0 1 1 *")]
    [InlineData("  0   0 * * mon-Fri ", "0 0 * * 1-5")]
    [InlineData("0 0 * * 7", "0 0 * * 0")]
    [InlineData("0 0 * * FRI-SUN", "0 0 * * 5,6,0")]
    [InlineData("0 0 * * 5-7", "0 0 * * 5,6,0")]
    [InlineData("10/20 0 * * *", "10,30,50 0 * * *")]
    [InlineData("5-20/5 0 * * *", "5,10,15,20 0 * * *")]
    [InlineData("0 0 * JAN-MAR/2 *", "0 0 * 1,3 *")]
    public void Parse_TwoSpellings_AreOne(string one, string other) => Assert.Equal(CronExpression.Parse(other), CronExpression.Parse(one));

    // 2026-02-01 is a Sunday; the 13th of that month is a Friday.
    [Theory]
    [InlineData("0 0 13 * FRI", 13, true)]
    [InlineData("0 0 13 * FRI", 6, true)]
    [InlineData("0 0 13 * FRI", 12, false)]
    [InlineData("0 0 */2 * FRI", 13, true)]
    [InlineData("0 0 */2 * FRI", 6, false)]
    [InlineData("0 0 13 * *", 6, false)]
    [InlineData("0 0 * * FRI", 6, true)]
    [InlineData("0 0 * 3 FRI", 6, false)]
    public void Matches_BothDayFields_EitherCountsUnlessOneBeginsWithAStar(string cron, int day, bool matches) =>
        Assert.Equal(matches, CronExpression.Parse(cron).Matches(new(2026, 2, day)));

    [Theory]
    [InlineData("30 2 * * *", "At 02:30 every day")]
    [InlineData("0 9,17 * * MON-FRI", "At 09:00 and 17:00 on Monday to Friday")]
    [InlineData("*/15 * * * *", "Every 15 minutes every day")]
    [InlineData("* * * * *", "Every minute every day")]
    [InlineData("5 * * * SAT,SUN", "At minute 5 of every hour on Sunday and Saturday")]
    [InlineData("0 0 1 * *", "At 00:00 on day 1 of the month")]
    [InlineData("0 0 13 * FRI", "At 00:00 on day 13 of the month or on Friday")]
    [InlineData("0 0 */10 * FRI", "At 00:00 on day 1, 11, 21 and 31 of the month if it is Friday")]
    [InlineData("0 0 29 2 *", "At 00:00 on day 29 of the month in February")]
    [InlineData("*/10 8-18 * 1-3,12 *", "At minutes 0, 10, 20, 30, 40 and 50 of hours 8 to 18 every day in January to March and December")]
    public void Describe_SaysItInWords(string cron, string words) => Assert.Equal(words, CronExpression.Parse(cron).Describe());
}
