namespace Snnc.Cost.Accelerators;

/// <summary>What a constant measures; its unit must fit.</summary>
public enum Quantity
{
    /// <summary>In J, for one instruction, access, or whatever the constant is of.</summary>
    Energy,

    /// <summary>In s.</summary>
    Time,

    /// <summary>In W.</summary>
    Power,

    /// <summary>In Hz; for rates of instructions too.</summary>
    Frequency,

    /// <summary>In B/s.</summary>
    Bandwidth,

    /// <summary>In m2.</summary>
    Area,

    /// <summary>In B.</summary>
    Capacity,

    /// <summary>In bit.</summary>
    Width,

    /// <summary>In cycle.</summary>
    Cycles,

    /// <summary>In ohm.</summary>
    Resistance,

    /// <summary>A count or a share, without a unit: "1".</summary>
    Number,
}
