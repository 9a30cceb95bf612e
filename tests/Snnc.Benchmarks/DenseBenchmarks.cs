using BenchmarkDotNet.Attributes;
using Snnc.Runtime.Kernels;

namespace Snnc.Benchmarks;

/// <summary>A dense layer over 25 steps.</summary>
public class DenseBenchmarks
{
    private const int Steps = 25;

    private DenseWeights<float> _weights = null!;
    private float[][] _x = null!;
    private float[] _y = null!;

    [Params("784x128", "1024x1024")]
    public string Size { get; set; } = "";

    [Params(2, 10, 30)]
    public int Percent { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        var data = new SpikeData(1);
        var (inputs, outputs) = Size == "784x128" ? (784, 128) : (1024, 1024);
        _weights = DenseWeights.Pack(data.Weights(inputs * outputs), null, outputs, inputs);
        _x = data.Steps(Steps, inputs, Percent / 100.0);
        _y = new float[outputs];
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Steps)]
    public void Signal()
    {
        foreach (var x in _x)
        {
            Dense.Signal(x, _weights, _y);
        }
    }

    [Benchmark(OperationsPerInvoke = Steps)]
    public void Spikes()
    {
        foreach (var x in _x)
        {
            Dense.Spikes(x, _weights, _y);
        }
    }
}
