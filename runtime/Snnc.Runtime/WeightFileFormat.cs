namespace Snnc.Runtime;

/// <summary>The numbers of weights files; the summary of WeightFile says what they mean.</summary>
internal static class WeightFileFormat
{
    public const uint Magic = 0x574E4E53;
    public const uint Version = 1;
    public const int HeaderLength = 16;
    public const int Alignment = 64;
}
