using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Snnc.Cli.Data;
using Snnc.Cli.Programs;
using Snnc.Cli.Running;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Passes;
using Snnc.Compiler.Ir.Interpretation;
using Snnc.Compiler.Tensors;
using Snnc.Execution;
using Snnc.Runtime;
using ValueKind = Snnc.Runtime.ValueKind;

namespace Snnc.Cli.Testing;

/// <summary>Runs the <c>test</c> blocks of a program; a network that several tests use is compiled once.</summary>
internal sealed class TestBench(CompiledProgram program, string backend)
{
    private readonly Dictionary<string, INetworkRunner> _runners = [];

    /// <summary>Runs a test as sample 0.</summary>
    /// <returns>Why it failed, or null.</returns>
    /// <exception cref="DiagnosticException">The network's weights cannot be used.</exception>
    public string? Run(TestCase test)
    {
        var runner = RunnerOf(test.Network);
        try
        {
            var inputs = runner.Inputs.Select(input => GivenFor(input, runner, test)).ToArray();
            var outputs = RunArguments.CreateOutputs(runner);
            runner.Run(0, inputs, outputs);
            return test.Expected.Select(expected => Compare(expected, runner, outputs, test)).FirstOrDefault(reason => reason is not null);
        }
        catch (RunException e)
        {
            return e.Message;
        }
        catch (TensorFormatException e)
        {
            return $"{e.Path}: {e.Message}";
        }
    }

    private INetworkRunner RunnerOf(string network)
    {
        if (!_runners.TryGetValue(network, out var runner))
        {
            var graph = program.Network(network);
            _runners[network] = runner = Backend.Create(backend, graph, PassOptions.Default, program.Tensors, program.PlaceOf(graph));
        }

        return runner;
    }

    private float[] GivenFor(ValueInfo input, INetworkRunner runner, TestCase test)
    {
        var shape = ShapeOf(input, runner);
        var given = test.Given.FirstOrDefault(value => value.Name == input.Name);
        return given is null ? new float[shape.Size] : Array.ConvertAll(Evaluate(given.Value, shape, test), value => (float)value);
    }

    private string? Compare(TestExpectation expected, INetworkRunner runner, Array[] outputs, TestCase test)
    {
        var place = runner.Outputs.Select(output => output.Name).ToList().IndexOf(expected.Name);
        var shape = ShapeOf(runner.Outputs[place], runner);
        var wanted = Evaluate(expected.Value, shape, test);
        for (var i = 0; i < wanted.Length; i++)
        {
            var found = outputs[place] is long[] wholes ? wholes[i] : ((float[])outputs[place])[i];
            if (!AreEqual(found, wanted[i], expected))
            {
                var index = shape.Rank == 0 ? "" : SampleValues.Place(shape, i);
                var within = expected.IsExact ? "" : $" within {Text(expected.Within)}";
                return $"{expected.Name}{index} is {Text(found)}, expected {Text(wanted[i])}{within}";
            }
        }

        return null;
    }

    // A network computes in single precision, so equality is that of single precision.
    private static bool AreEqual(double found, double wanted, TestExpectation expected) =>
        expected.IsExact ? found == wanted || (float)found == (float)wanted : Math.Abs(found - wanted) <= expected.Within;

    private double[] Evaluate(LoadExpr value, Shape shape, TestCase test) => LoadedValue.Evaluate(value, shape, test.Containers, program.Tensors);

    private static Shape ShapeOf(ValueInfo value, INetworkRunner runner) =>
        Shape.Of(value.Kind == ValueKind.Frame ? value.Shape : [runner.Steps ?? 1, .. value.Shape]);

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
