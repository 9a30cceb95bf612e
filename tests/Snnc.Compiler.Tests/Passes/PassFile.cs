using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Shouldly;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Passes;
using Snnc.Compiler.Tests.Ir;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Tests.Passes;

/// <summary>
/// A graph of the folder Files with what its first lines ask: <c>// passes: fold, canonicalise</c>, how equal a run after them must be
/// (<c>// equal: bits</c>, or a tolerance), and, where nothing may happen, <c>// unchanged</c>.
/// </summary>
internal sealed class PassFile
{
    private readonly Dictionary<string, string> _header;
    private readonly MemoryTensors _known;

    public PassFile(string path)
    {
        var text = File.ReadAllText(path);
        _header = text.Split('\n').TakeWhile(line => line.StartsWith("// ", StringComparison.Ordinal)).Select(line => line[3..].Split(':', 2))
            .ToDictionary(parts => parts[0].Trim(), parts => parts.Length > 1 ? parts[1].Trim() : "");
        var (graph, diagnostics) = IrReader.Read(new SourceText(Path.GetFileName(path), text));
        diagnostics.Select(diagnostic => $"{diagnostic.Location.Start}: {diagnostic.Message}").ShouldBeEmpty();
        IrVerifier.Verify(graph!).Select(diagnostic => diagnostic.Message).ShouldBeEmpty();
        Graph = graph!;
        _known = Tensors(new Random(0));
    }

    public Graph Graph { get; }

    /// <summary>Gets the passes that are asked for; they know some weights, others are loaded later.</summary>
    public PassOptions Options => PassSelection.Read(_header["passes"], out _).ShouldNotBeNull() with { Tensors = _known };

    public bool IsUnchanged => _header.ContainsKey("unchanged");

    /// <summary>Gets how far values may be apart, relative to max(1, |value|); 0 for equal bits.</summary>
    public double Tolerance => _header["equal"] == "bits" ? 0 : double.Parse(_header["equal"], CultureInfo.InvariantCulture);

    private int Zeros => _header.TryGetValue("zeros", out var percent) ? int.Parse(percent, CultureInfo.InvariantCulture) : 33;

    /// <summary>
    /// Tensors of all that the graph reads: multiples of 1/16 from -2 to 2, one third of them 0 (or <c>// zeros: 98</c> of a hundred); whole where a
    /// constant must be, variances above 0.
    /// </summary>
    public MemoryTensors Tensors(Random random)
    {
        var tensors = new MemoryTensors();
        var read = Graph.Constants.SelectMany(constant => ConstantUses.Tensors(constant.Value).Select(tensor => (tensor, constant.Element)));
        foreach (var (tensor, element) in read.DistinctBy(pair => pair.tensor.Key))
        {
            tensors.Add(tensor.Key, tensor.Shape, [.. Enumerable.Range(0, (int)tensor.Shape.Size).Select(_ => Value(tensor.Key, element, random))]);
        }

        return tensors;
    }

    /// <summary>A value of each input: spikes, small whole numbers where they are whole, or multiples of 1/8.</summary>
    public float[][] Inputs(Random random) =>
        [.. Graph.Nodes.Where(node => node.Op is InputOp).Select(node => Input(node.Type, random))];

    private float[] Input(Compiler.Ir.ValueType type, Random random)
    {
        var size = type.Shape.Size * (type.Kind == ValueKind.Frame ? 1 : Graph.Time.Steps!.Value);
        float Value() => type.Kind != ValueKind.Spikes ? random.Next(-16, 17) / 8f : random.Next(3) == 0 ? 1 : 0;
        return [.. Enumerable.Range(0, (int)size).Select(_ => Value())];
    }

    private double Value(string key, ElementType element, Random random) =>
        element == ElementType.Int ? random.Next(1, 4)
        : key.EndsWith("variance", StringComparison.Ordinal) ? random.Next(8, 32) / 16.0
        : random.Next(100) < Zeros ? 0 : random.Next(-32, 33) / 16.0;
}
