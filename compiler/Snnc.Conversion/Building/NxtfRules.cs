using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Text;
using Snnc.Conversion.Calibration;
using Snnc.Conversion.Networks;
using Snnc.Import.Writing;
using Snnc.Tensors;

namespace Snnc.Conversion.Building;

/// <summary>
/// NxTF's recipe for Loihi (Rueckauer et al., "NxTF: An API and Compiler for Deep Spiking Neural Networks on Intel Loihi", 2022): weights and biases of
/// a layer are divided by their largest magnitude together, times 255, cut off to whole numbers; neurons of threshold 512 without leak are reset to
/// zero.
/// No layer is balanced against another.
/// </summary>
internal sealed class NxtfRules : LayerRules
{
    /// <summary>The largest magnitude that becomes 255: weights of 8 bits, whose sign is the layer's (sparse encoding: 9 bits).</summary>
    private const double Largest = 255;

    private const int Threshold = 512;
    private const string Model = "loihi_lif";
    private const string InputModel = "pixel_if";

    private readonly Calibrated _calibrated;
    private readonly AnnGraph _ann;

    /// <summary>Makes the rules.</summary>
    /// <exception cref="ConversionException">The recipe has no answer for an operator.</exception>
    public NxtfRules(AnnGraph ann, Calibrated calibrated, Location place)
    {
        (_ann, _calibrated) = (ann, calibrated);
        var odd = ann.Graph.Nodes.FirstOrDefault(node => ann.RoleOf(node.Name) == NodeRole.Timed && !IsKnown(node.Op));
        if (odd is not null)
        {
            throw new ConversionException(Catalog.CannotConvert(
                odd.Location ?? place, odd.Name, $"{NodeRoles.NameOf(odd.Op)}, for which the recipe has no whole numbers",
                "the recipe knows convolutions, dense layers and relu; convert without --recipe, or let a convolution with stride do the pooling"));
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<string> Notes =>
    [
        "Whole weights by NxTF's recipe for Loihi: 8 bits by each layer's largest weight or bias, threshold 512, reset to zero.",
    ];

    /// <inheritdoc/>
    public override IEnumerable<string> Models =>
    [
        $$"""
        /// An input as a whole bias current: full scale, `largest`, is 255.
        neuron {{InputModel}} {
            param largest = 255, vth: int = 100;
            state v: int24 saturate = 0;
            input i;
            update { v = v + (int(floor(i * (255 / largest) + 0.5)) << 6); }
            spike when v > (vth << 6) { v = 0; }
        }
        """,
    ];

    private static IReadOnlyList<string> ThresholdArgument => [$"vth = {Threshold}"];

    /// <inheritdoc/>
    public override string Encode(Node frame, string reference, SpikingNetwork network, Identifiers names)
    {
        var current = network.Add(names.Fresh($"{reference}_current"), "encode.constant", [], [reference]);
        return network.Add(
            names.Fresh($"{reference}_if"),
            InputModel,
            [$"largest = {Numeral.Of((float)FullScale(frame.Name))}", .. ThresholdArgument],
            [current],
            isNamed: true);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<NamedArray> Tensors(Node node, string label, LayerWeights weights)
    {
        // The recipe means weights of inputs from 0 to 1.
        var scale = _ann.RoleOf(node.Inputs[0].Node) == NodeRole.Frame ? FullScale(node.Inputs[0].Node) : 1;
        var scaled = Array.ConvertAll(weights.Weight, w => w * scale);
        var largest = scaled.Concat(weights.Bias ?? []).Max(Math.Abs);
        short Whole(double x) => largest == 0 ? (short)0 : (short)Math.Clamp(Math.Truncate(x / largest * Largest), -Largest - 1, Largest);
        NamedArray[] weight = [new($"{label}.weight", weights.WeightShape, Array.ConvertAll(scaled, Whole))];
        return weights.Bias is null ? weight : [.. weight, new($"{label}.bias", weights.BiasShape, Array.ConvertAll(weights.Bias, Whole))];
    }

    /// <inheritdoc/>
    public override (string Model, IReadOnlyList<string> Arguments) Neuron(Unit unit) => (Model, ["du = 4095", "dv = 0", .. ThresholdArgument]);

    /// <inheritdoc/>
    public override double FactorOf(string name) => 1;

    /// <inheritdoc/>
    public override double Rescale(Node joining, string input) => 1;

    private static bool IsKnown(Op op) => op is DenseOp or ConvOp or ActivationOp or ReshapeOp or PermuteOp or SliceOp;

    // Through what only moves elements the full scale is the same.
    private double FullScale(string frame) => _calibrated.Inputs[frame] is > 0 and var largest ? largest : 1;
}
