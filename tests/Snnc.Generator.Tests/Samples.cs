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

    /// <summary>A manifest of a container.</summary>
    public static string Manifest(string path, string tensors) => $"snnm 1\ncontainer\t{path}\n{tensors}";
}
