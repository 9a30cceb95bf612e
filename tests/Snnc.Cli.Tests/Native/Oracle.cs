using System;
using System.IO;
using System.Linq;
using Snnc.Cli.Programs;
using Snnc.Cli.Reporting;
using Snnc.Cli.Terminals;
using Snnc.Cli.Verbs;
using Snnc.Execution;
using Snnc.Runtime;

namespace Snnc.Cli.Tests.Native;

/// <summary>A program's network in the interpreter, and what it answers.</summary>
internal sealed class Oracle
{
    private readonly InterpreterRunner _interpreter;

    public Oracle(string path)
    {
        var terminal = new Terminal(TextWriter.Null, TextWriter.Null, IsInteractive: false, HasColour: false, Width: 120);
        var program = CompiledProgram.Load(path, new VerbContext(terminal, new DiagnosticPrinter(terminal, DiagnosticFormat.Text), default));
        _interpreter = new InterpreterRunner(program.Network(null), program.Tensors);
    }

    public INetwork Network => _interpreter;

    /// <summary>Inputs of a number of samples, or of steps of a stream: multiples of 1/64, with which sums are exact.</summary>
    public float[][][] Draw(int count) => [.. Enumerable.Range(0, count).Select(i => Network.Inputs.Select((input, k) =>
    {
        var random = new Random((i * 100) + k);
        return Enumerable.Range(0, RunArguments.LengthOf(Network, input)).Select(_ => input.Kind == ValueKind.Spikes
            ? random.Next(4) == 0 ? 1f : 0f : random.Next(-64, 192) / 64f).ToArray();
    }).ToArray())];

    /// <summary>What each sample, or step of a stream, gives: its outputs; of a stream's step null for those that are not ready.</summary>
    public Array?[][] Answer(float[][][] inputs) => [.. inputs.Select((given, i) =>
    {
        var outputs = RunArguments.CreateOutputs(Network);
        if (!Network.IsStream)
        {
            Network.Run(i, given, outputs);
            return outputs;
        }

        var ready = new bool[outputs.Length];
        Network.Step(given, outputs, ready);
        return outputs.Select((output, k) => ready[k] ? output : null).ToArray();
    })];
}
