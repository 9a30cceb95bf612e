namespace Snnc.Cost.Accelerators;

/// <summary>How well a constant is known.</summary>
public enum Confidence
{
    /// <summary>Measured on silicon.</summary>
    Measured,

    /// <summary>Stated by its publication: a simulation, a survey, a data sheet.</summary>
    Published,

    /// <summary>Computed from what was measured or published; the source says how.</summary>
    Derived,

    /// <summary>A guess that the source gives reasons for.</summary>
    Assumed,
}
