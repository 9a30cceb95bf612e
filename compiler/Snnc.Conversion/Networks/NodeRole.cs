namespace Snnc.Conversion.Networks;

/// <summary>What becomes of a node of the trained network.</summary>
internal enum NodeRole
{
    /// <summary>Before the first weights: stays as it is, computed once.</summary>
    Frame,

    /// <summary>Runs in every step.</summary>
    Timed,

    /// <summary>Behind the last weights: stays as it is, computed of what was read out.</summary>
    Answer,
}
