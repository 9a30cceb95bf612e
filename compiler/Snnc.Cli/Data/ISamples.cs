namespace Snnc.Cli.Data;

/// <summary>The values of one input, sample by sample.</summary>
internal interface ISamples
{
    /// <summary>Gets the number of samples.</summary>
    int Count { get; }

    /// <summary>Fills the room for one sample; raw integers are the numbers that they are.</summary>
    void Read(int sample, float[] buffer);
}
