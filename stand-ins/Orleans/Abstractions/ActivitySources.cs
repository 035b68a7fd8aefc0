namespace Orleans.Diagnostics;

public static class ActivitySources
{
    public const string AllActivitySourceName = "Microsoft.Orleans.*";
    public const string ApplicationGrainActivitySourceName = "Microsoft.Orleans.Application";
    public const string RuntimeActivitySourceName = "Microsoft.Orleans.Runtime";
}
