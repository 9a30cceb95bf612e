using System.Collections.Generic;
using System.Linq;
using Shouldly;
using Snnc.Compiler;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Text;

namespace Snnc.Models.Tests.RandomNetworks;

/// <summary>A drawn program, compiled, with its layers tuned.</summary>
internal sealed class DrawnNetwork
{
    private DrawnNetwork(DrawnProgram program, Compilation compilation)
    {
        Program = program;
        Compilation = compilation;
    }

    public DrawnProgram Program { get; }

    public Compilation Compilation { get; }

    public Graph Graph => Compilation.Graphs[0];

    /// <summary>The first of the seed's programs that has 3 to 12 nodes, inputs not counted.</summary>
    public static DrawnNetwork Draw(ulong seed, string feature)
    {
        for (var attempt = seed << 8; ; attempt++)
        {
            var program = DrawnProgram.Draw(attempt, feature);
            var network = new DrawnNetwork(program, Compile(program, program.Text));
            if (network.Graph.Nodes.Count(node => node.Op is not InputOp) is >= 3 and <= 12)
            {
                Calibration.Tune(program, network.Graph);
                return network;
            }
        }
    }

    /// <summary>The graph of the formatted text.</summary>
    public Graph Formatted() => Compile(Program, Formatter.Format(Compilation.Tree)).Graphs[0];

    /// <summary>The nodes that round, and those that read them; spikes of exact layers never do.</summary>
    public IReadOnlySet<string> RoundingNodes()
    {
        var rounding = new HashSet<string>(Program.Rounding);
        for (var before = -1; before != rounding.Count;)
        {
            before = rounding.Count;
            rounding.UnionWith(Graph.Nodes.Where(node => node.Inputs.Any(input => rounding.Contains(input.Node))).Select(node => node.Name));
        }

        return rounding;
    }

    private static Compilation Compile(DrawnProgram program, string text)
    {
        var compilation = Compilation.Create(new SourceText("drawn.snn", text), new NoFiles(), program.Tensors);
        compilation.Diagnostics.Where(d => d.Severity == Severity.Error).Select(d => $"{d.Location.Start}: {d.Code} {d.Message}").ShouldBeEmpty(text);
        return compilation;
    }

    private sealed class NoFiles : ISourceResolver
    {
        public SourceText? TryRead(string fromPath, string reference) => null;
    }
}
