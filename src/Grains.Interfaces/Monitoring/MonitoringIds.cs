namespace BenchHub.Monitoring;

[GenerateSerializer, Immutable, Alias("benchhub.alert-rule-id")]
public readonly record struct AlertRuleId([property: Id(0)] string Value)
{
    public const string Prefix = "rule_";

    public override string ToString() => Value;
}

[GenerateSerializer, Immutable, Alias("benchhub.channel-id")]
public readonly record struct ChannelId([property: Id(0)] string Value)
{
    public const string Prefix = "chn_";

    public override string ToString() => Value;
}
