using BenchmarkDotNet.Attributes;
using Snnc.Runtime.Kernels;

namespace Snnc.Benchmarks;

/// <summary>The two convolutions of a small digit network, over 25 steps.</summary>
public class ConvBenchmarks
{
    private const int Steps = 25;

    private ConvWeights<float> _weights = null!;
    private float[][] _x = null!;
    private float[] _y = null!;

    [Params("1x28x28 to 12, 5x5", "12x12x12 to 32, 5x5", "32x16x16 to 32, 3x3 padded")]
    public string Layer { get; set; } = "";

    [Params(2, 10, 30)]
    public int Percent { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        var data = new SpikeData(1);
        var shape = Layer[..2] switch
        {
            "1x" => ConvShape.Rank2(1, 28, 28, 12, kernel: 5),
            "12" => ConvShape.Rank2(12, 12, 12, 32, kernel: 5),
            _ => ConvShape.Rank2(32, 16, 16, 32, kernel: 3, padding: 1),
        };
        _weights = ConvWeights.Pack(shape, data.Weights(shape.WeightLength), null);
        _x = data.Steps(Steps, shape.InputLength, Percent / 100.0);
        _y = new float[shape.OutputLength];
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Steps)]
    public void Signal()
    {
        foreach (var x in _x)
        {
            Conv.Signal(x, _weights, _y);
        }
    }

    [Benchmark(OperationsPerInvoke = Steps)]
    public void Spikes()
    {
        foreach (var x in _x)
        {
            Conv.Spikes(x, _weights, _y);
        }
    }
}
