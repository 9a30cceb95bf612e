using System;
using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Ir.Interpretation;
using Snnc.Compiler.Tensors;

namespace Snnc.Cost.Families.Manycore;

/// <summary>The weights of a connection, as far as they can be read.</summary>
/// <param name="Values">Of the weight constant; null where its container is not at hand, or it is too large to be worth a look.</param>
/// <param name="MostExponent">The greatest power of two that the chip scales weights by.</param>
/// <param name="Table">Lists the synapses one by one; of unknown weights as if none were 0.</param>
internal sealed record ConnectionWeights(double[]? Values, int MostExponent, Func<SynapseTable> Table)
{
    private const int MostRead = 1 << 22;
    private const int MostListed = 1 << 20;
    private const int RealBits = 8;
    private const int MostShift = 30;

    /// <summary>Gets a value indicating whether they are whole numbers.</summary>
    public bool AreWhole => Values is not null && Array.TrueForAll(Values, w => w == Math.Floor(w));

    /// <summary>Gets the power of two that all share, of those a chip can scale by.</summary>
    public int Exponent => !AreWhole || Array.TrueForAll(Values!, w => w == 0) ? 0
        : Enumerable.Range(0, Math.Min(MostExponent, MostShift) + 1).Last(e => Array.TrueForAll(Values!, w => w % (1 << e) == 0));

    /// <summary>Gets the bits of a magnitude: of whole weights as many as they need; real ones are rounded to 8 on their way to a chip.</summary>
    public int Bits => AreWhole ? BitsOf(Values!.Select(w => w < 0 ? -w - 1 : w).DefaultIfEmpty(0).Max() / (1 << Exponent)) : RealBits;

    /// <summary>Gets a value indicating whether none is 0, or nothing is known of them, or they are too many to be listed one by one.</summary>
    public bool AreAll => Values is null || Values.Length > MostListed || Array.TrueForAll(Values, w => w != 0);

    /// <summary>Reads the weights of a connection.</summary>
    public static ConnectionWeights Read(Node node, Shape input, Graph graph, ITensorResolver? tensors, int mostExponent)
    {
        var op = (ConnectionOp)node.Op;
        var names = ConstantUses.Of(op).ToHashSet();
        var needed = graph with { Nodes = [], Outputs = [], Constants = graph.Constants.Where(c => names.Contains(c.Name)).ToEquatableArray() };
        if (tensors is not null && needed.Constants.First(c => c.Name == op.Weight).Shape.Size <= MostRead)
        {
            try
            {
                var constants = new LoadedConstants(needed, tensors);
                return new ConnectionWeights(constants.Values(op.Weight), mostExponent, () => SynapseTable.Create(op, node, input, constants));
            }
            catch (TensorFormatException)
            {
                // Without its file a connection is counted as if no weight were 0.
            }
        }

        return new ConnectionWeights(null, mostExponent, () => SynapseTable.Create(op, node, input, Ones(needed, op)));
    }

    private static LoadedConstants Ones(Graph graph, ConnectionOp op) => new(
        graph with { Constants = graph.Constants.Where(c => c.Name == op.Weight).Select(c => c with { Value = new LoadNumber(1) }).ToEquatableArray() }, null!);

    private static int BitsOf(double magnitude) => Math.Max(1, (int)Math.Floor(Math.Log2(Math.Max(1, magnitude))) + 1);
}
