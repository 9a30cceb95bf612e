namespace Snnc.Runtime;

/// <summary>How a tensor's elements are stored.</summary>
public enum WeightType
{
    /// <summary>IEEE single precision.</summary>
    Single = 1,

    /// <summary>IEEE double precision.</summary>
    Double = 2,

    /// <summary>64 bits, two's complement.</summary>
    Int64 = 3,
}
