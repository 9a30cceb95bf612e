using System;

namespace Snnc.Runtime.Kernels;

/// <summary>Where the panels of a tile of weights lie that a product goes through: each by itself, or side by side in rows as wide as the tile.</summary>
internal readonly unsafe struct WeightPanels
{
    private readonly int _outputs;

    /// <summary>All panels of a tile.</summary>
    /// <param name="items">The weights of all tiles.</param>
    public WeightPanels(float* items, TiledWeights weights, int tile)
    {
        Start = items + ((long)tile * TiledWeights.TileWidth * weights.Inputs);
        _outputs = weights.WidthOf(tile);
        Row = Math.Min(_outputs, weights.PanelWidth);
        Next = weights.PanelWidth == TiledWeights.ProductWidth ? TiledWeights.ProductWidth * (long)weights.Inputs : TiledWeights.ProductWidth;
    }

    private WeightPanels(float* start, int outputs, int row, long next)
    {
        Start = start;
        (_outputs, Row, Next) = (outputs, row, next);
    }

    /// <summary>Gets the first weight.</summary>
    public float* Start { get; }

    /// <summary>Gets how far it is from the weights of an input to those of the next.</summary>
    public int Row { get; }

    /// <summary>Gets how far it is from a panel to the next.</summary>
    public long Next { get; }

    /// <summary>The panels from that one on.</summary>
    public WeightPanels From(int panel)
    {
        var left = _outputs - (panel * TiledWeights.ProductWidth);
        var row = Next == TiledWeights.ProductWidth ? Row : Math.Min(left, TiledWeights.ProductWidth);
        return new(Start + (panel * Next), left, row, Next);
    }
}
