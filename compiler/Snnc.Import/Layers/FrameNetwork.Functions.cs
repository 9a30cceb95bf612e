namespace Snnc.Import.Layers;

// Functions of each element that the language says by others.
internal sealed partial class FrameNetwork
{
    /// <summary>x * factor + term.</summary>
    public Layer Shift(Layer x, double factor, double term) =>
        Affine(x, Broadcast.Of(x.Shape, factor), Broadcast.Of(x.Shape, term), isShared: true);

    /// <summary>Bounded on either side, or none: relu(x - low) + low, then high - relu(high - x).</summary>
    public Layer Clip(Layer x, double? low, double? high)
    {
        var raised = low is > float.MinValue ? Shift(Map("relu", Shift(x, 1, -low.Value)), 1, low.Value) : x;
        return high is < float.MaxValue ? Shift(Map("relu", Shift(raised, -1, high.Value)), -1, high.Value) : raised;
    }

    /// <summary>x, times a slope where it is below 0: relu(x) - slope * relu(-x).</summary>
    public Layer LeakyRelu(Layer x, Broadcast slope)
    {
        var negative = Affine(Map("relu", Scale(x, -1)), slope, Broadcast.Of(x.Shape, 0), isShared: true);
        return Fold("add", Map("relu", x), Scale(negative, -1));
    }
}
