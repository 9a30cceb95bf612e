using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Tensors;
using Snnc.Compiler.Text;
using Snnc.Conversion.Building;
using Snnc.Conversion.Evaluation;
using Snnc.Tensors;

namespace Snnc.Conversion;

/// <summary>A spiking network that was made of a trained one: a program and its tensors.</summary>
public sealed class ConvertedNetwork
{
    private readonly SpikingNetwork _network;

    internal ConvertedNetwork(SpikingNetwork network, IReadOnlyDictionary<string, ReadoutText> readouts)
    {
        (_network, Readouts) = (network, readouts);
    }

    /// <summary>Gets the steps of an inference.</summary>
    public int Steps => _network.Steps;

    /// <summary>Gets the tensors of its program.</summary>
    public IReadOnlyList<NamedArray> Tensors => _network.Arrays;

    /// <summary>Gets how the values are read that leave time.</summary>
    internal IReadOnlyDictionary<string, ReadoutText> Readouts { get; }

    /// <summary>The program, as <c>snnc fmt</c> leaves it.</summary>
    /// <param name="weightsFile">The file of its tensors, relative to it.</param>
    public string ToText(string weightsFile) => _network.ToText(weightsFile, []);

    /// <summary>The graph of the program, and where its tensors are.</summary>
    /// <param name="probes">Outputs besides its own.</param>
    internal (Graph Graph, ITensorResolver Tensors) Compile(IEnumerable<(string Id, string Expression)> probes)
    {
        var arrays = new NamedArrays("converted.npz", Tensors);
        var compilation = Compilation.Create(new SourceText("converted.snn", _network.ToText(arrays.Name, probes)), new NoFiles(), arrays);
        var error = compilation.Diagnostics.FirstOrDefault(found => found.Severity == Severity.Error);
        return error is null ? (compilation.Graphs[0], arrays)
            : throw new InvalidOperationException($"The converted network does not compile: {error.Location.Start}: {error.Message}");
    }

    // It uses none but the library.
    private sealed class NoFiles : ISourceResolver
    {
        public SourceText? TryRead(string fromPath, string reference) => null;
    }
}
