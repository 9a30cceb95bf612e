using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Execution;
using Snnc.Runtime;
using ValueKind = Snnc.Compiler.Ir.ValueKind;

namespace Snnc.Models.Tests.RandomNetworks;

/// <summary>Makes layers spike neither hardly nor always, by running the interpreter.</summary>
internal static class Calibration
{
    private const int MostMoves = 12;

    /// <summary>The share of neurons and steps with a spike over two samples, of each population or threshold.</summary>
    public static IReadOnlyDictionary<string, double> Activity(Subject subject)
    {
        var layers = subject.Graph.Nodes.Where(node => node.Type.Kind == ValueKind.Spikes && node.Op is NeuronOp or ThresholdOp)
            .Select(node => node.Name);
        var runner = new InterpreterRunner(subject.Graph, subject.Tensors);
        RunRecord[] runs = [subject.Record(runner, 0), subject.Record(runner, 1)];
        return layers.ToDictionary(
            layer => layer, layer => runs.SelectMany(run => run.Of(layer)).SelectMany(values => values).Average(value => value > 0 ? 1.0 : 0));
    }

    public static bool IsLively(IReadOnlyDictionary<string, double> activity) => activity.Values.All(rate => rate is >= 0.01 and <= 0.6);

    /// <summary>Turns the knobs in the order of the layers, as earlier ones set what later ones hear.</summary>
    public static void Tune(DrawnProgram program, Subject subject)
    {
        for (var knob = Wrong(program, subject); knob is not null; knob = Wrong(program, subject))
        {
            knob.Value.Knob.Move(up: knob.Value.Rate < 0.1);
        }
    }

    private static (Knob Knob, double Rate)? Wrong(DrawnProgram program, Subject subject)
    {
        var activity = Activity(subject);
        var wrong = program.Knobs.FirstOrDefault(knob => knob.Moves < MostMoves && activity[knob.Layer] is < 0.03 or > 0.45);
        return wrong is null ? null : (wrong, activity[wrong.Layer]);
    }
}
