using Snnc.Compiler.Ir;
using Snnc.Compiler.Plan;

namespace Snnc.Compiler.Passes;

/// <summary>Tells which connections have kernels for tiled regions.</summary>
internal static class Tiling
{
    private const int Lanes = 8;

    /// <summary>Why a connection runs step by step, or null where it need not.</summary>
    public static string? WhyNot(Node node, GraphUses uses, GraphValues values)
    {
        var connection = (ConnectionOp)node.Op;
        var (x, source) = (values.TypeOf(node.Inputs[0]), values.TypeOf(uses.Viewed(node.Inputs[0])));
        return connection.Delays is not null ? "its delays differ by synapse"
            : node.Type.Element == ElementType.Int || x.Element == ElementType.Int ? "its numbers are whole"
            : connection switch
            {
                DenseOp => x.Shape.Rank == 1 ? null : "its weights are shared along an axis",
                ConvOp { Rank: 2, Dilation: 1, Groups: 1 } when node.Type.Shape[0] % Lanes != 0 => "its channels are no full eights",
                ConvOp when uses.Viewed(node.Inputs[0]).State is not null => "it reads a state, which lies as the population does",
                ConvOp { Rank: 2, Dilation: 1, Groups: 1 } => x.Shape == source.Shape ? null : "what it reads is no image where it is made",
                ConvOp => "only convolutions of images, without dilation and groups, have tiles",
                _ => "its synapses lie scattered",
            };
    }
}
