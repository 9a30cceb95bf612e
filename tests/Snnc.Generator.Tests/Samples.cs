namespace Snnc.Generator.Tests;

/// <summary>Small programs and manifests.</summary>
internal static class Samples
{
    /// <summary>A network without weights.</summary>
    public const string Plain = """
        /// Twice the input.
        network Plain {
            input x: frame[3];
            output y = scale(x, 2);
        }
        """;

    /// <summary>A network with a layer.</summary>
    public const string Layer = """
        network Layer {
            weights w = "layer.npz";
            input x: frame[4];
            x -> fc: dense(3) -> a: relu;
            output y = a;
            output best = argmax(a);
        }
        """;

    /// <summary>What the layer needs.</summary>
    public static readonly string LayerWeights = Manifest("layer.npz", "tensor\tfc.weight\tFloat32\t3,4\ntensor\tfc.bias\tFloat32\t3\n");

    /// <summary>The weights file that was made for the layer.</summary>
    public const string Packed = "snnm 1\nnetwork\tlayer.snn\tLayer\tlayer.Layer.snnw\tembedded\t00ff\n";

    /// <summary>A network of two layers that spike.</summary>
    public const string Spiking = """
        network Spiking {
            weights w = "spiking.npz";
            time { step = 1 ms; steps = 50; }
            input x: spikes[256];
            x -> fc: dense(256, bias = none) -> h: lif(tau = 20 ms) -> fd: dense(256, bias = none) -> o: lif(tau = 20 ms);
            output y = sum(o);
        }
        """;

    /// <summary>What they need.</summary>
    public static readonly string SpikingWeights = Manifest("spiking.npz", "tensor\tfc.weight\tFloat32\t256,256\ntensor\tfd.weight\tFloat32\t256,256\n");

    /// <summary>What was recorded of them, by the density of the input and of the first layer.</summary>
    public static string Recorded(string input, string hidden) => $"snnm 1\nactivity\tspiking.snn\tSpiking\tx\t{input}\th\t{hidden}\n";

    /// <summary>A manifest of a container.</summary>
    public static string Manifest(string path, string tensors) => $"snnm 1\ncontainer\t{path}\n{tensors}";
}
