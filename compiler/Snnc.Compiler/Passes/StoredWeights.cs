using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Tensors;

namespace Snnc.Compiler.Passes;

/// <summary>Weights as a file holds them, of which a glance may be enough.</summary>
internal static class StoredWeights
{
    /// <summary>The tensor whose values, in some order, are those of an expression; or null.</summary>
    public static LoadTensor? TensorOf(LoadExpr value) => value switch
    {
        LoadTensor tensor => tensor,
        LoadTranspose transpose => TensorOf(transpose.Operand),
        LoadReshape reshape => TensorOf(reshape.Operand),
        _ => null,
    };

    /// <summary>The container of a tensor, where the program names its file.</summary>
    /// <exception cref="TensorFormatException">The file cannot be read.</exception>
    public static ITensorSource? SourceOf(LoadTensor tensor, Graph graph, ITensorResolver tensors) =>
        graph.Containers.FirstOrDefault(container => container.Name == tensor.Container) is { Path: { } path } container
            ? tensors.Open(container.SourcePath ?? "", path) : null;
}
