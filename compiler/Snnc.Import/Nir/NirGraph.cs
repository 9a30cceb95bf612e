using System.Collections.Generic;

namespace Snnc.Import.Nir;

/// <summary>A node of NIR: a primitive or a graph.</summary>
/// <param name="Name">Its name in its graph; any text.</param>
public abstract record NirNode(string Name);

/// <summary>A primitive, with the fields that <see cref="NirSchema"/> gives its type.</summary>
/// <param name="Type">The class: <c>LIF</c>, <c>Conv2d</c> ...</param>
/// <param name="Fields">By name.</param>
public sealed record NirPrimitive(string Name, string Type, IReadOnlyDictionary<string, NirField> Fields) : NirNode(Name)
{
    /// <summary>A field, or null where the node does not have it.</summary>
    public NirField? Find(string field) => Fields.GetValueOrDefault(field);

    /// <summary>A field that the schema asks for.</summary>
    public NirField this[string field] => Fields[field];
}

/// <summary>A graph: nodes, and edges that pass what a node gives to another unchanged; several edges into a node are summed.</summary>
public sealed record NirGraph(string Name, IReadOnlyList<NirNode> Nodes, IReadOnlyList<NirEdge> Edges) : NirNode(Name);

/// <summary>An edge between two nodes of a graph.</summary>
public sealed record NirEdge(string From, string To);
