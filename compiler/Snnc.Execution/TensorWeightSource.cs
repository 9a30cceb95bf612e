using System;
using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Tensors;
using Snnc.Runtime;

namespace Snnc.Execution;

/// <summary>Gives a network its weights from the containers that its graph names, and says what is wrong with them by file and tensor.</summary>
/// <remarks>Files are opened when they are asked for.</remarks>
public sealed class TensorWeightSource(Graph graph, ITensorResolver resolver) : IWeightSource
{
    private readonly GraphWeights _weights = new(graph, resolver);

    /// <inheritdoc/>
    /// <exception cref="TensorFormatException">The tensor is missing, has another shape than the graph says, or is not finite.</exception>
    public WeightTensor Read(string container, string key)
    {
        var data = _weights.Read(container, key);
        return data.Values switch
        {
            float[] values => new WeightTensor([.. data.Shape], values),
            long[] values when data.Info.DType == DType.Int64 => new WeightTensor([.. data.Shape], values),
            _ => new WeightTensor([.. data.Shape], data.ToDoubles()),
        };
    }

    /// <summary>Loads a network with these weights; what the runtime finds wrong with them is said as of a container too.</summary>
    internal INetwork Load(Func<IWeightSource, INetwork> load)
    {
        try
        {
            return load(this);
        }
        catch (SnncRunException e)
        {
            throw new TensorFormatException(_weights.Opened.FirstOrDefault() ?? "weights", AsMessage(e.Message), null, e);
        }
    }

    // As diagnostics are written: no capital, no full stop.
    private static string AsMessage(string sentence) => char.ToLowerInvariant(sentence[0]) + sentence[1..].TrimEnd('.');
}
