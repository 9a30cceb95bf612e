using System.Collections.Generic;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Tensors;
using Snnc.Conversion.Networks;
using Snnc.Import.Writing;
using Snnc.Tensors;

namespace Snnc.Conversion.Building;

/// <summary>Weights and bias of a layer.</summary>
/// <param name="Bias">Null for none.</param>
internal sealed record LayerWeights(Shape WeightShape, double[] Weight, Shape BiasShape, double[]? Bias);

/// <summary>What a recipe decides: how inputs come into time, and what weights and neurons are.</summary>
internal abstract class LayerRules
{
    /// <summary>Gets what the file's comment says of it.</summary>
    public abstract IEnumerable<string> Notes { get; }

    /// <summary>Gets the neuron models that the file must hold.</summary>
    public abstract IEnumerable<string> Models { get; }

    /// <summary>Brings a frame into time.</summary>
    /// <param name="reference">How the network calls the frame.</param>
    /// <returns>How it calls what varies in time.</returns>
    public abstract string Encode(Node frame, string reference, SpikingNetwork network, Identifiers names);

    /// <summary>The tensors of a connection.</summary>
    public abstract IReadOnlyList<NamedArray> Tensors(Node node, string label, LayerWeights weights);

    /// <summary>The model of a layer's neurons, and its arguments.</summary>
    public abstract (string Model, IReadOnlyList<string> Arguments) Neuron(Unit unit);

    /// <summary>What the values of a node stand for; see <see cref="Calibration.Factors.Of"/>.</summary>
    public abstract double FactorOf(string name);

    /// <summary>How an operator that joins several inputs must scale each of them; 1 for not at all.</summary>
    public abstract double Rescale(Node joining, string input);
}
