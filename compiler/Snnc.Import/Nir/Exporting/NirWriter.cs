using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Tensors;
using Snnc.Tensors.Hdf5;

namespace Snnc.Import.Nir.Exporting;

/// <summary>Writes NIR's files.</summary>
public static class NirWriter
{
    // The version of the description of the format that the files follow.
    private const string Version = "1.0";

    /// <summary>Writes a graph. The file takes its name only when it is complete.</summary>
    /// <exception cref="TensorFormatException">The file cannot be written.</exception>
    public static void Write(string path, NirGraph graph)
    {
        var root = new Hdf5Content();
        root.Add("version", Version);
        AddGraph(root.AddGroup("node"), graph);
        Hdf5Writer.Write(path, root);
    }

    private static void AddGraph(Hdf5Content group, NirGraph graph)
    {
        group.Add("type", "NIRGraph");
        group.AddTexts("edges", [graph.Edges.Count, 2], [.. graph.Edges.SelectMany(edge => new[] { edge.From, edge.To })]);
        var nodes = group.AddGroup("nodes");
        foreach (var node in graph.Nodes)
        {
            var own = nodes.AddGroup(node.Name);
            if (node is NirGraph nested)
            {
                AddGraph(own, nested);
            }
            else
            {
                AddPrimitive(own, (NirPrimitive)node);
            }
        }
    }

    private static void AddPrimitive(Hdf5Content group, NirPrimitive node)
    {
        group.Add("type", node.Type);
        foreach (var (name, field) in node.Fields)
        {
            if (field.IsText)
            {
                group.Add(name, field.Text);
            }
            else
            {
                group.Add(name, field.Shape, field.Values);
            }
        }
    }
}
