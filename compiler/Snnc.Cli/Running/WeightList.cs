using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Ir;

namespace Snnc.Cli.Running;

/// <summary>The tensors that a network reads when it is loaded.</summary>
internal static class WeightList
{
    /// <summary>Each once, in the order of the constants.</summary>
    public static IReadOnlyList<(string Container, string Key)> Of(Graph graph) =>
        [.. graph.Constants.SelectMany(constant => ConstantUses.Tensors(constant.Value)).Select(tensor => (tensor.Container, tensor.Key)).Distinct()];
}
