namespace Snnc.Conversion.Networks;

/// <summary>What makes a layer spike.</summary>
internal enum UnitKind
{
    /// <summary>A relu.</summary>
    Relu,

    /// <summary>Weights without a relu behind them: neurons that fire with either sign.</summary>
    Signed,

    /// <summary>The last layer, whose spikes are counted.</summary>
    Readout,
}

/// <summary>A layer that becomes neurons.</summary>
/// <param name="Source">The node whose values their rates stand for.</param>
/// <param name="Layer">The connection that feeds it, as the report calls it.</param>
/// <param name="Label">What the neurons are called.</param>
internal sealed record Unit(string Source, UnitKind Kind, string Layer, string Label);
