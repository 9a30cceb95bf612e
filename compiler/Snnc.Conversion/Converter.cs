using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Tensors;
using Snnc.Compiler.Text;
using Snnc.Conversion.Building;
using Snnc.Conversion.Calibration;
using Snnc.Conversion.Evaluation;
using Snnc.Conversion.Networks;

namespace Snnc.Conversion;

/// <summary>
/// Makes a spiking network of a trained one: neurons for relu whose rates stand for activations (Cao et al., 2015; Diehl et al., 2015; Rueckauer et
/// al., 2017), and compares the two.
/// </summary>
public sealed class Converter
{
    /// <summary>The samples whose spikes are watched one by one; more would change no rate by much.</summary>
    private const int WatchedSamples = 100;

    private readonly AnnGraph _ann;
    private readonly ITensorResolver _tensors;
    private readonly ConversionOptions _options;
    private readonly Calibrated _calibrated;
    private readonly LayerRules _rules;
    private readonly Location _place;

    private Converter(
        AnnGraph ann, ITensorResolver tensors, ConversionOptions options, Calibrated calibrated, IReadOnlyList<Diagnostic> warnings, Location place)
    {
        (_ann, _tensors, _options, _calibrated, _place) = (ann, tensors, options, calibrated, place);
        _rules = options.Recipe == Recipe.Nxtf ? new NxtfRules(ann, calibrated, place) : new BalancedRules(ann, calibrated, options);
        Warnings = warnings;
    }

    /// <summary>Gets what the user should know.</summary>
    public IReadOnlyList<Diagnostic> Warnings { get; }

    /// <summary>Looks at a trained network, and balances its layers.</summary>
    /// <param name="graph">The network: frames, before any pass.</param>
    /// <param name="tensors">Opens its weights.</param>
    /// <param name="calibration">The samples to balance on; as many are taken as the options say.</param>
    /// <param name="place">Where errors point that have no better place.</param>
    /// <exception cref="ConversionException">The network cannot be converted, or a sample cannot be run.</exception>
    /// <exception cref="TensorFormatException">The weights cannot be used.</exception>
    public static Converter Prepare(
        Graph graph, ITensorResolver tensors, SampleData calibration, ConversionOptions options, Location place, CancellationToken cancellation = default)
    {
        List<Diagnostic> warnings = [];
        var ann = AnnGraph.Of(graph, options, place, warnings);
        var calibrated = Calibrator.Run(ann, tensors, calibration.Take(options.CalibrationSamples), options, place, cancellation);
        warnings.AddRange(Calibrator.Silent(ann, calibrated, place));
        return new Converter(ann, tensors, options, calibrated, warnings, place);
    }

    /// <summary>The new network.</summary>
    /// <param name="steps">The steps of an inference.</param>
    /// <exception cref="ConversionException">A node cannot be written.</exception>
    /// <exception cref="TensorFormatException">The weights cannot be used.</exception>
    public ConvertedNetwork Convert(int steps)
    {
        var (network, readouts) = SpikingBuilder.Build(_ann, _rules, _tensors, steps, _place);
        return new ConvertedNetwork(network, readouts);
    }

    /// <summary>Runs both networks on samples, and compares them.</summary>
    /// <param name="advance">Told of each sample that the new network ran; may be null, and is called from several threads.</param>
    /// <exception cref="ConversionException">A sample cannot be run.</exception>
    public ConversionReport Compare(ConvertedNetwork converted, SampleData data, Action<long>? advance = null, CancellationToken cancellation = default)
    {
        var few = data.Take(WatchedSamples);
        var all = new Evaluator(_ann, _tensors, data, _options.Threads, _place, cancellation);
        var (spikes, layers) = new Evaluator(_ann, _tensors, few, _options.Threads, _place, cancellation).Watch(converted, FactorOf);
        var isWeighedOnce = _options is { Recipe: Recipe.Balanced, Input: InputCoding.Constant };
        return new ConversionReport
        {
            Network = _ann.Graph.Name,
            Steps = converted.Steps,
            Options = _options,
            CalibrationSamples = _calibrated.Samples,
            Samples = data.Count,
            AnnCorrect = all.CorrectOf(_ann.Trained),
            AveragedCorrect = _ann.Trained == _ann.Graph ? null : all.CorrectOf(_ann.Graph),
            CorrectAfter = all.CorrectAfter(converted, advance),
            Watched = few.Count,
            SpikesPerStep = [.. spikes.Spikes.Select(sum => sum / few.Count)],
            OperationsPerStep = [.. spikes.Operations.Select(sum => sum / few.Count)],
            AnnProducts = all.Products(_ => true),
            InputProducts = isWeighedOnce ? all.Products(node => _ann.RoleOf(node.Inputs[0].Node) == NodeRole.Frame) : 0,
            Layers = layers,
        };
    }

    // Nothing is balanced by NxTF's recipe, so that spikes stand for no certain activation.
    private double? FactorOf(Unit unit) => _options.Recipe == Recipe.Nxtf ? null : _calibrated.Units[unit.Label].Factor;
}
