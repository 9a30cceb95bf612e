using System.Collections.Generic;
using System.Linq;
using Shouldly;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Ir.Interpretation;
using Snnc.Compiler.Tests.Ir;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Tests.Models;

/// <summary>One node of a model in a network of its own, and what it does.</summary>
internal sealed class ModelRun
{
    private readonly Graph _graph;
    private readonly MemoryTensors _tensors;

    private ModelRun(Graph graph, MemoryTensors tensors) => (_graph, _tensors) = (graph, tensors);

    /// <summary>Gets the neuron node.</summary>
    public NeuronOp Op => (NeuronOp)Node.Op;

    private Node Node => _graph.Nodes.Single(node => node.Op is NeuronOp);

    /// <summary>Compiles <c>x -> n: USE</c> (and y to a second port) with one input for each port.</summary>
    /// <param name="use">The model with its arguments; a tensor is <c>w["key"]</c>.</param>
    /// <param name="neurons">Models declared before.</param>
    /// <param name="step">The step.</param>
    /// <param name="kind">Of the inputs; a port of whole numbers takes spikes.</param>
    public static ModelRun Of(
        string use, string neurons = "", string step = "1 ms", int steps = 20, int size = 1, string[]? ports = null,
        string kind = "signal", MemoryTensors? tensors = null)
    {
        ports ??= ["i"];
        var inputs = string.Concat(ports.Select(port => $"input x_{port}: {kind}[{size}];\n"));
        var edges = string.Concat(ports.Skip(1).Select(port => $"x_{port} -> n.{port};\n"));
        var weights = tensors is null ? "" : "weights w = \"memory.npz\";\n";
        var chain = $"x_{ports[0]} -> n: {use};\n{edges}output out = n;";
        var text = $"{neurons}\nnetwork T {{\ntime {{ step = {step}; steps = {steps}; }}\n{weights}{inputs}{chain}\n}}";
        return Compile(text, tensors ?? new MemoryTensors());
    }

    /// <summary>Compiles a text that must be right, and gives its one network.</summary>
    public static ModelRun Compile(string text, MemoryTensors tensors)
    {
        var compilation = Compilation.Create(new SourceText("test.snn", text), new FolderSources(), tensors);
        compilation.HasErrors.ShouldBeFalse(string.Join('\n', compilation.Diagnostics.Select(d => $"{d.Location.Start.Line}: {d.Code} {d.Message}")));
        IrVerifier.Verify(compilation.Graphs.Single()).ShouldBeEmpty();
        return new ModelRun(compilation.Graphs.Single(), tensors);
    }

    /// <summary>The body of the neuron as .snnir says it, one statement a line, without the states' declarations.</summary>
    public string[] Body() => IrPrinter.Print(_graph).Split('\n').SkipWhile(line => !line.Contains("= neuron")).Skip(1)
        .TakeWhile(line => line != "  }").Select(line => line.Trim()).Where(line => !line.StartsWith("state ", System.StringComparison.Ordinal)).ToArray();

    /// <summary>Runs in doubles, so that what differs from a closed form is the model and not rounding.</summary>
    public Trace Run(params float[][] inputs) => Run(Precision.Double, inputs);

    /// <summary>Runs, and keeps the output and all states of each step.</summary>
    public Trace Run(Precision precision, params float[][] inputs)
    {
        var outputs = new List<Output> { new("out", new ValueRef(Node.Name)) };
        outputs.AddRange(Op.States.Select(state => new Output(state.Name, new ValueRef(Node.Name, state.Name))));
        var watched = _graph with { Outputs = [.. outputs] };
        var result = new Interpreter(watched, _tensors, precision).Run(0, inputs);
        return new Trace(result);
    }

    /// <summary>Runs on a constant input.</summary>
    public Trace RunConstant(float input) => Run([.. Enumerable.Repeat(input, _graph.Time.Steps!.Value)]);
}
