using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Plan;

namespace Snnc.Compiler.Passes;

/// <summary>
/// Rounds the weights of what spikes feed to 8 bits, and is no pass of the pipeline: it changes what the network means, for the interpreter as for every back
/// end. All that comes after it keeps that meaning.
/// <code>
/// before  %fc = dense %s {weight = $w, bias = $b}
/// after   const $w.int8 = mul(round(div(w, step)), step);  %fc = dense %s {weight = $w.int8, bias = $fc.bias.int8}
/// </code>
/// Cases: dense connections and convolutions that read spikes, also pooled, delayed or in another shape; real weights. Others stay as they are.
/// </summary>
public static class ByteWeights
{
    private const string Suffix = ".int8";

    /// <summary>The graph with rounded weights.</summary>
    public static Graph Round(Graph graph)
    {
        var (values, constants) = (new GraphValues(graph), graph.Constants.ToDictionary(constant => constant.Name));
        var made = new Dictionary<string, Constant>();
        var nodes = graph.Nodes.Select(node => IsRounded(node, values, constants) ? Round(node, constants, made) : node).ToEquatableArray();
        return graph with { Nodes = nodes, Constants = graph.Constants.Concat(made.Values).ToEquatableArray() };
    }

    private static bool IsRounded(Node node, GraphValues values, IReadOnlyDictionary<string, Constant> constants) =>
        node.Op is (DenseOp or ConvOp) and ConnectionOp op && constants[op.Weight].Element == ElementType.Real && CarriesSpikes(node.Inputs[0], values);

    private static bool CarriesSpikes(ValueRef value, GraphValues values) => values.TypeOf(value).Kind == ValueKind.Spikes
        || (value.State is null && values.NodeOf(value.Node) is { Op: PoolOp or ReshapeOp or PermuteOp or SliceOp } node
            && CarriesSpikes(node.Inputs[0], values));

    private static Node Round(Node node, IReadOnlyDictionary<string, Constant> constants, Dictionary<string, Constant> made)
    {
        var op = (ConnectionOp)node.Op;
        var weight = constants[op.Weight];
        made[op.Weight] = weight with { Name = weight.Name + Suffix, Value = RowRounding.Weights(weight.Value) };
        if (op.Bias is null)
        {
            return node with { Op = op with { Weight = made[op.Weight].Name } };
        }

        // A bias may serve several weights, and a weight several biases.
        var bias = constants[op.Bias] with { Name = $"{node.Name}.bias{Suffix}", Value = RowRounding.Bias(constants[op.Bias].Value, weight.Value) };
        made[bias.Name] = bias;
        return node with { Op = op with { Weight = made[op.Weight].Name, Bias = bias.Name } };
    }
}
