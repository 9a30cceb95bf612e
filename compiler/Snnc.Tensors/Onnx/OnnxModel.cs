using System.Collections.Generic;

namespace Snnc.Tensors.Onnx;

/// <summary>A model.</summary>
/// <param name="IrVersion">The version of the file format.</param>
/// <param name="Producer">The program that wrote the file, or "".</param>
/// <param name="Opsets">The version of the operators for each of their domains; "" is ONNX's own.</param>
/// <param name="Graph">What it computes.</param>
public sealed record OnnxModel(long IrVersion, string Producer, IReadOnlyDictionary<string, long> Opsets, OnnxGraph Graph);

/// <summary>What a model computes: nodes in topological order, that pass values on by name.</summary>
/// <param name="Name">Its name, or "".</param>
/// <param name="Nodes">The operations.</param>
/// <param name="Initializers">Values that are stored; up to IR version 3 the inputs list them too.</param>
/// <param name="Inputs">What is given.</param>
/// <param name="Outputs">What is asked for.</param>
public sealed record OnnxGraph(
    string Name, IReadOnlyList<OnnxNode> Nodes, IReadOnlyList<OnnxTensor> Initializers, IReadOnlyList<OnnxValue> Inputs,
    IReadOnlyList<OnnxValue> Outputs);

/// <summary>An operation.</summary>
/// <param name="Name">Its name, or "".</param>
/// <param name="OpType">Its operator.</param>
/// <param name="Domain">Whose operator; "" is ONNX's own.</param>
/// <param name="Inputs">The names of what it takes; "" where an optional one is left out.</param>
/// <param name="Outputs">The names of what it gives; "" where nobody wants it.</param>
/// <param name="Attributes">Its settings by name.</param>
public sealed record OnnxNode(
    string Name, string OpType, string Domain, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs,
    IReadOnlyDictionary<string, OnnxAttribute> Attributes);

/// <summary>A setting of an operation; what it does not hold is null or empty.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Real">A real number.</param>
/// <param name="Integer">A whole number.</param>
/// <param name="Text">A text.</param>
/// <param name="Tensor">An array.</param>
/// <param name="Reals">Real numbers.</param>
/// <param name="Integers">Whole numbers.</param>
/// <param name="HoldsGraph">Whether it holds a graph, which is not read.</param>
public sealed record OnnxAttribute(
    string Name, float? Real, long? Integer, string? Text, OnnxTensor? Tensor, IReadOnlyList<float> Reals, IReadOnlyList<long> Integers,
    bool HoldsGraph);

/// <summary>An input or output.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Extents">
/// Its extents, outermost first; null for one that is known only when the model runs. Null where nothing is said of them.
/// </param>
public sealed record OnnxValue(string Name, IReadOnlyList<long?>? Extents);
