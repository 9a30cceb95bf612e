using System;
using System.Collections.Generic;
using System.Linq;

namespace Snnc.Tensors.Hdf5;

/// <summary>What a program calls the arrays of an HDF5 file, by who wrote it.</summary>
internal static class TensorKeys
{
    private const string KerasWeights = "model_weights";
    private const string TensorFlowSuffix = ":0";

    /// <summary>
    /// NIR: <c>node.field</c>, of nested graphs <c>sub.node.field</c>. Keras: the path below <c>model_weights</c>, without the <c>:0</c> of
    /// TensorFlow's variables. Others: the path, without the slash at its start.
    /// </summary>
    public static IEnumerable<(string Key, Hdf5Dataset Dataset)> Of(Hdf5Group root)
    {
        if (root.TryFind("version", out _) && root.TryFind("node/type", out _) && root.TryFind("node", out var node))
        {
            return OfNode((Hdf5Group)node, "");
        }

        return root.TryFind(KerasWeights, out var weights) && weights is Hdf5Group
            ? OfPaths(weights, weights.Path.Length + 1).Select(found => (WithoutSuffix(found.Key), found.Dataset))
            : OfPaths(root, 1);
    }

    // The edges and types of a graph are no tensors, and no backend may depend on metadata.
    private static IEnumerable<(string Key, Hdf5Dataset Dataset)> OfNode(Hdf5Group node, string prefix) =>
        node.Children.SelectMany(child => OfMember(child, prefix));

    private static IEnumerable<(string Key, Hdf5Dataset Dataset)> OfMember(Hdf5Object member, string prefix) => member switch
    {
        Hdf5Dataset { Name: not ("type" or "edges") } field => [(prefix + field.Name, field)],
        Hdf5Group { Name: "nodes" } nodes => nodes.Children.OfType<Hdf5Group>().SelectMany(inner => OfNode(inner, $"{prefix}{inner.Name}.")),
        _ => [],
    };

    private static IEnumerable<(string Key, Hdf5Dataset Dataset)> OfPaths(Hdf5Object from, int start) => from switch
    {
        Hdf5Dataset dataset => [(dataset.Path.Substring(start), dataset)],
        Hdf5Group group => group.Children.SelectMany(child => OfPaths(child, start)),
        _ => [],
    };

    private static string WithoutSuffix(string key) =>
        key.EndsWith(TensorFlowSuffix, StringComparison.Ordinal) ? key.Substring(0, key.Length - TensorFlowSuffix.Length) : key;
}
