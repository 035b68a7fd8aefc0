namespace BenchHub.Reports.Fonts;

/// <summary>A font that a report cannot carry, or no font at all; the message says what would do.</summary>
public sealed class FontRefusedException(string message) : Exception(message);
