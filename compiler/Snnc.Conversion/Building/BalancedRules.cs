using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Conversion.Calibration;
using Snnc.Conversion.Networks;
using Snnc.Import.Writing;
using Snnc.Tensors;

namespace Snnc.Conversion.Building;

/// <summary>
/// Real weights by which a layer's neurons fire once in each step at a percentile of its activations: W' = W * before / after, b' = b / after
/// (Diehl et al., 2015; Rueckauer et al., 2017), with reset by subtraction.
/// </summary>
internal sealed class BalancedRules(AnnGraph ann, Calibrated calibrated, ConversionOptions options) : LayerRules
{
    private const string Integrate = "if_half";
    private const string Leaky = "lif_half";
    private const string Signed = "if_signed";

    private readonly Factors _factors = new(ann, calibrated, InputFactors(calibrated, options));

    private double Start => options.Start == StartPotential.Half ? 0.5 : 0;

    /// <inheritdoc/>
    public override IEnumerable<string> Notes =>
    [
        $"A spike stands for an activation: a layer that fires in every step for percentile {Numeral.Of(options.Percentile)} of those seen in "
            + $"{calibrated.Samples} samples.",
        .. ann.Units.Select(unit => $"{unit.Label}: a spike is {Numeral.Of((float)_factors.OfUnit(unit))} / {options.Steps}"),
    ];

    /// <inheritdoc/>
    public override IEnumerable<string> Models
    {
        get
        {
            if (ann.Units.Any(unit => unit.Kind != UnitKind.Signed))
            {
                if (options.Neuron == NeuronKind.Leaky)
                {
                    yield return LeakyModel;
                }
                else if (options.Start == StartPotential.Half)
                {
                    yield return HalfModel;
                }
            }

            if (ann.Units.Any(unit => unit.Kind == UnitKind.Signed))
            {
                yield return SignedModel;
            }
        }
    }

    private string LeakyModel => $$"""
        /// Leaky integrate-and-fire that relaxes towards the potential it starts at, by the part `leak` in each step.
        neuron {{Leaky}} {
            param leak = 0.01, threshold = 1, start = {{Numeral.Of(Start)}};
            state v = start;
            input i;
            update { v += i + leak * (start - v); }
            spike when v >= threshold { v -= threshold; }
        }
        """;

    private static string HalfModel => $$"""
        /// Integrate-and-fire that starts at half its threshold, so that its rate is rounded to the nearest (Bu et al., 2022).
        neuron {{Integrate}} {
            param threshold = 1;
            state v = threshold * 0.5;
            input i;
            update { v += i; }
            spike when v >= threshold { v -= threshold; }
        }
        """;

    private string SignedModel => $$"""
        /// Fires with either sign: 1 where its potential is at least `level`, -1 where it is at most -level.
        neuron {{Signed}} {
            param level = {{Numeral.Of(options.Start == StartPotential.Half ? 0.5 : 1)}};
            state v = 0, fired = 0;
            input i;
            update {
                v += i;
                fired = v >= level ? 1 : v <= -level ? -1 : 0;
                v -= fired;
            }
            emit fired;
        }
        """;

    /// <inheritdoc/>
    public override string Encode(Node frame, string reference, SpikingNetwork network, Identifiers names) => options.Input == InputCoding.Rate
        ? network.Add(names.Fresh($"{reference}_spikes"), "encode.rate", RateArguments(frame), [reference], isNamed: true)
        : network.Add(names.Fresh($"{reference}_current"), "encode.constant", [], [reference]);

    /// <inheritdoc/>
    public override IReadOnlyList<NamedArray> Tensors(Node node, string label, LayerWeights weights)
    {
        var (before, after) = (_factors.Of(node.Inputs[0].Node), _factors.Inner(node.Name));
        NamedArray[] weight = [new($"{label}.weight", weights.WeightShape, Array.ConvertAll(weights.Weight, w => (float)(w * before / after)))];
        return weights.Bias is null ? weight
            : [.. weight, new($"{label}.bias", weights.BiasShape, Array.ConvertAll(weights.Bias, b => (float)(b / after)))];
    }

    /// <inheritdoc/>
    public override (string Model, IReadOnlyList<string> Arguments) Neuron(Unit unit)
    {
        if (unit.Kind == UnitKind.Signed)
        {
            return (Signed, []);
        }

        // What leads to it may stand for another factor, where it leads elsewhere too.
        var node = ann.Node(unit.Source);
        var threshold = unit.Kind == UnitKind.Relu ? _factors.OfUnit(unit) / _factors.Of(node.Inputs[0].Node) : 1;
        string[] level = threshold == 1 ? [] : [$"threshold = {Numeral.Of((float)threshold)}"];
        return options.Neuron == NeuronKind.Leaky ? (Leaky, [$"leak = {Numeral.Of(1 / options.LeakSteps)}", .. level, .. StartOf(threshold)])
            : options.Start == StartPotential.Half ? (Integrate, level)
            : ("if_neuron", [.. level, "compare = reached"]);
    }

    /// <inheritdoc/>
    public override double FactorOf(string name) => _factors.Of(name);

    /// <inheritdoc/>
    public override double Rescale(Node joining, string input) =>
        joining.Op is AddOp or ConcatOp ? _factors.Of(input) / _factors.Inner(joining.Name) : 1;

    private static IReadOnlyDictionary<string, double> InputFactors(Calibrated calibrated, ConversionOptions options) =>
        options.Input == InputCoding.Rate ? calibrated.Inputs.ToDictionary(input => input.Key, input => Positive(input.Value))
            : new Dictionary<string, double>();

    private string[] StartOf(double threshold) => threshold == 1 ? [] : [$"start = {Numeral.Of((float)(threshold * Start))}"];

    private IReadOnlyList<string> RateArguments(Node frame)
    {
        var max = Positive(calibrated.Inputs[frame.Name]);
        return max == 1 ? [] : [$"max = {Numeral.Of((float)max)}"];
    }

    private static double Positive(double max) => max > 0 ? max : 1;
}
