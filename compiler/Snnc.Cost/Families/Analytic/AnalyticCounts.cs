using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Cost.Accelerators;
using Snnc.Cost.Workloads;

namespace Snnc.Cost.Families.Analytic;

/// <summary>
/// The instructions of each layer:
/// <code>
/// connection   mac (numbers) or ac (spikes), with a weight and an input each: products x density where zeros are skipped, x steps
///              sums in memory where sum.traffic says so; bias: read once a step, added to each output
///              requantised and written where no population takes the sums at once
/// population   the operations of its model per neuron and step, its states read and written, its parameters read once a step, spikes written
/// the rest     an operation for each element that goes in
/// </code>
/// </summary>
internal sealed class AnalyticCounts(Workload workload, Accelerator accelerator, PriceList prices)
{
    private readonly bool _isCompute = accelerator.Imitates(AnalyticSchema.ComputeOnly);

    /// <summary>The instructions of a layer that run at all.</summary>
    public IReadOnlyList<InstructionCount> Of(WorkloadLayer layer) => [.. All(layer).Where(instruction => instruction.Count > 0)];

    private IEnumerable<InstructionCount> All(WorkloadLayer layer) => layer.Kind switch
    {
        LayerKind.Convolution or LayerKind.Dense or LayerKind.Sparse => Connection(layer),
        LayerKind.Population => Population(layer),
        LayerKind.Pool => Pool(layer),
        LayerKind.Encode => Encode(layer),
        LayerKind.Decode => Decode(layer),
        _ => Elementwise(layer),
    };

    private IEnumerable<InstructionCount> Connection(WorkloadLayer layer)
    {
        var operations = layer.Products * Active(layer) * layer.Steps;
        var (arithmetic, read, bits) = layer.TakesSpikes ? ("ac", "spike.read", 1) : ("mac", "input.read", NumberWidth(layer));
        yield return prices.Priced(arithmetic, operations, arithmetic + ".energy");
        yield return Memory(read, operations, layer.Inputs * bits, bits);
        var width = AnalyticMemory.WeightBits(layer, accelerator);
        yield return Memory("weight.read", operations, layer.Synapses * width, width);
        var (sum, sums) = (Width("state.width"), operations * (accelerator.Si("sum.traffic") ?? 0));
        yield return Memory("sum.read", sums, layer.Outputs * sum, sum);
        yield return Memory("sum.write", sums, layer.Outputs * sum, sum);
        foreach (var instruction in Results(layer))
        {
            yield return instruction;
        }
    }

    private IEnumerable<InstructionCount> Results(WorkloadLayer layer)
    {
        var (outputs, bias) = ((double)layer.Outputs * layer.Steps, Width("bias.width"));
        if (layer.Biases > 0)
        {
            yield return prices.Priced("bias.add", outputs, "add.energy");
            yield return Memory("bias.read", (double)layer.Biases * layer.Steps, layer.Biases * bias, bias);
        }

        if (workload.PopulationsOf(layer).Any())
        {
            yield break;
        }

        if (AnalyticMemory.Requantises(layer, accelerator))
        {
            yield return prices.Priced("requant", outputs, "requant.energy");
            yield return Memory("scale.read", (double)layer.Filters * layer.Steps, layer.Filters * bias, bias);
        }

        yield return Memory("output.write", outputs, layer.Outputs * NumberWidth(layer), NumberWidth(layer));
    }

    private IEnumerable<InstructionCount> Population(WorkloadLayer layer)
    {
        var (updates, work, state) = ((double)layer.Neurons * layer.Steps, layer.NeuronWork, Width("state.width"));
        var spikes = updates * layer.OutputRate;
        foreach (var instruction in Operations("neuron", work.EachStep, updates).Concat(Operations("reset", work.EachSpike, spikes)))
        {
            yield return instruction;
        }

        yield return Memory("state.read", updates * work.StateReads, layer.Neurons * work.StateReads * state, state);
        yield return Memory("state.write", updates * work.StateWrites, layer.Neurons * work.StateReads * state, state);
        yield return Memory("parameter.read", (double)work.Parameters * layer.Steps, work.Parameters * Width("bias.width"), Width("bias.width"));
        yield return layer.GivesSpikes
            ? Memory("spike.write", accelerator.Imitates(AnalyticSchema.WritesOnlySpikes) ? spikes : updates, layer.Neurons, 1)
            : Memory("output.write", updates, layer.Neurons * Width("activation.width"), Width("activation.width"));
    }

    private IEnumerable<InstructionCount> Operations(string of, OperationCounts operations, double times) =>
    [
        prices.Priced($"{of}.add", operations.Additions * times, "add.energy"),
        prices.Priced($"{of}.mul", operations.Multiplications * times, "mul.energy"),
        prices.Priced($"{of}.compare", operations.Comparisons * times, "compare.energy"),
        prices.Priced($"{of}.select", operations.Selections * times, "select.energy"),
        prices.Priced($"{of}.function", operations.Functions * times, "function.energy"),
    ];

    private IEnumerable<InstructionCount> Pool(WorkloadLayer layer)
    {
        var terms = (double)layer.Outputs * layer.KernelHeight * layer.KernelWidth * Active(layer) * layer.Steps;
        var isLargest = layer.Node.Op is PoolOp { Kind: PoolKind.Max };
        var sum = isLargest ? prices.Priced("pool.compare", terms, "compare.energy") : prices.Priced("pool.add", terms, "add.energy");
        return [sum, .. ReadWrite(layer, terms)];
    }

    // A frame that is shown again in every step is read by the connection; encoders of spikes compare, and write what they found.
    private IEnumerable<InstructionCount> Encode(WorkloadLayer layer)
    {
        var elements = (double)layer.Outputs * layer.Steps;
        if (layer.Node.Op is EncodeConstantOp or EncodeRowsOp)
        {
            return [];
        }

        return
        [
            prices.Priced("encode.compare", elements, "compare.energy"),
            prices.Priced("encode.function", layer.Node.Op is EncodeRateOp ? elements : 0, "function.energy"),
            .. ReadWrite(layer, elements),
        ];
    }

    private IEnumerable<InstructionCount> Decode(WorkloadLayer layer)
    {
        if (layer.Node.Op is DecodeOp { Kind: DecodeKind.Last })
        {
            return [Memory("output.write", layer.Outputs, layer.Outputs * Width("activation.width"), Width("activation.width"))];
        }

        var (terms, state) = (layer.Inputs * Active(layer) * layer.Steps, Width("state.width"));
        return
        [
            prices.Priced("decode.add", terms, "add.energy"),
            Memory("state.read", terms, layer.Outputs * state, state),
            Memory("state.write", terms, layer.Outputs * state, state),
        ];
    }

    // What stands beside a connection is done on the way of its results; sums and functions of elements are counted, their memory is not.
    private IEnumerable<InstructionCount> Elementwise(WorkloadLayer layer)
    {
        var elements = (double)layer.Outputs * layer.Steps;
        return layer.Node.Op switch
        {
            AddOp => [prices.Priced("elementwise.add", elements * (layer.Node.Inputs.Count - 1), "add.energy")],
            BatchNormOp or LayerNormOp or ReduceOp => [prices.Priced("elementwise.add", layer.Inputs * (double)layer.Steps, "add.energy")],
            MulOp or ScaleOp => [prices.Priced("elementwise.mul", elements, "mul.energy")],
            MatMulOp => [prices.Priced("mac", elements * layer.Width, "mac.energy")],
            ActivationOp { Kind: ActivationKind.Relu } or ThresholdOp or ArgMaxOp =>
                [prices.Priced("elementwise.compare", layer.Inputs * (double)layer.Steps, "compare.energy")],
            ActivationOp or SoftmaxOp => [prices.Priced("elementwise.function", elements, "function.energy")],
            _ => [],
        };
    }

    private IEnumerable<InstructionCount> ReadWrite(WorkloadLayer layer, double reads)
    {
        var (number, outputs) = (Width("activation.width"), (double)layer.Outputs * layer.Steps);
        yield return layer.TakesSpikes ? Memory("spike.read", reads, layer.Inputs, 1) : Memory("input.read", reads, layer.Inputs * number, number);
        yield return layer.GivesSpikes
            ? Memory("spike.write", outputs, layer.Outputs, 1)
            : Memory("output.write", outputs, layer.Outputs * number, number);
    }

    private double Width(string name) => AnalyticMemory.Width(name, accelerator);

    private double NumberWidth(WorkloadLayer layer) => layer.ActivationBits ?? Width("activation.width");

    private double Active(WorkloadLayer layer)
    {
        var skips = accelerator.Si(layer.TakesSpikes ? "skip.spikes" : "skip.numbers") > 0;
        return skips && !accelerator.Imitates(AnalyticSchema.IgnoresSparsity) ? layer.InputDensity : 1;
    }

    // A price of its own, or one by the size of the memory that the layer needs.
    private InstructionCount Memory(string @class, double count, double storedBits, double bits)
    {
        if (_isCompute || count == 0)
        {
            return new InstructionCount(@class, 0, 0);
        }

        var own = @class + ".energy";
        return accelerator.Constants.ContainsKey(own) || !accelerator.Constants.ContainsKey("sram.1m.energy")
            ? prices.Priced(@class, count, own)
            : InstructionCount.Priced(@class, count, AnalyticMemory.Access(storedBits / 8, bits, prices));
    }
}
