using System.Collections.Generic;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Tensors;
using Snnc.Tensors;

namespace Snnc.Cost.Functional;

/// <summary>The program's own containers, and one that a target's arithmetic made.</summary>
internal sealed class OverlayTensors(ITensorResolver own, IReadOnlyList<NamedArray> made) : ITensorResolver
{
    private const string Reference = "(conductances)";

    private readonly NamedArrays _made = new(Reference, made);

    /// <summary>Gets the container by which a graph names what was made; no file is called so.</summary>
    public static Container Container { get; } = new("target", Reference, null);

    /// <inheritdoc/>
    public ITensorSource Open(string sourcePath, string reference) => reference == Reference ? _made : own.Open(sourcePath, reference);
}
