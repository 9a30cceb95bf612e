using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Tensors;
using Snnc.Compiler.Text;
using Snnc.Execution;
using Snnc.Runtime;
using Snnc.Tensors;

namespace Snnc.Cli.Running;

/// <summary>Every output of every sample, for <c>--outputs</c>: an array per output, the first axis counts samples.</summary>
internal sealed class OutputRecord
{
    private readonly INetworkRunner _runner;
    private readonly int _samples;
    private readonly Array[] _all;

    public OutputRecord(INetworkRunner runner, int samples, Location place)
    {
        _runner = runner;
        _samples = samples;
        _all = [.. runner.Outputs.Select(output => Allocate(output, place))];
    }

    /// <summary>Keeps a sample's outputs.</summary>
    public void Add(int sample, Array[] given)
    {
        for (var i = 0; i < _all.Length; i++)
        {
            Array.Copy(given[i], 0, _all[i], (long)sample * given[i].Length, given[i].Length);
        }
    }

    /// <summary>The arrays, each <c>[samples, ...]</c>, or <c>[samples, steps, ...]</c> without a decoder.</summary>
    public IReadOnlyList<NamedArray> Arrays() => [.. _runner.Outputs.Select((output, i) => new NamedArray(output.Name, ShapeOf(output), _all[i]))];

    private Array Allocate(ValueInfo output, Location place)
    {
        var length = (long)_samples * RunArguments.LengthOf(_runner, output);
        return length > Array.MaxLength ? throw new DiagnosticException(Catalog.TraceTooLarge(place, output.Name, length))
            : output.IsInt ? new long[length] : new float[length];
    }

    private Shape ShapeOf(ValueInfo output) =>
        Shape.Of(output.Kind == ValueKind.Frame ? [_samples, .. output.Shape] : [_samples, _runner.Steps ?? 1, .. output.Shape]);
}
