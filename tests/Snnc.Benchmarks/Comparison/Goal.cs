using System.Collections.Generic;
using System.Linq;

namespace Snnc.Benchmarks.Comparison;

/// <summary>How many times longer something else should take than native code, or floats than bytes.</summary>
/// <param name="Workload">The workload that is to be fast.</param>
/// <param name="Backend">The back end that is to be fast.</param>
/// <param name="Slower">The workload it is compared with: the same one, unless precisions are compared.</param>
/// <param name="What">What runs that: a peer, or the same back end.</param>
/// <param name="AtLeast">The ratio of times that is wanted.</param>
internal sealed record Goal(string Workload, string Backend, string Slower, string What, double AtLeast)
{
    /// <summary>Gets all goals besides the floors.</summary>
    public static IReadOnlyList<Goal> All { get; } =
    [
        Peer("W1 w1 02 % T=25", "ONNX Runtime layerwise", 8),
        Peer("W1 w1 10 % T=25", "ONNX Runtime layerwise", 5),
        Peer("W1 w1 30 % T=25", "ONNX Runtime layerwise", 2),
        .. from cell in new[] { "w3", "w3a" } from steps in new[] { 28, 784 } select Peer($"W3 {cell} 10 % T={steps}", "PyTorch jit.script", 80),
        Peer("W4 cuba", "Brian2", 9),
        .. from backend in new[] { "csharp", "native" } from rate in new[] { ("10", 1.5), ("30", 2.0) } select Bytes(backend, rate.Item1, rate.Item2),
    ];

    private static Goal Peer(string workload, string peer, double atLeast) => new(workload, "native", workload, peer, atLeast);

    private static Goal Bytes(string backend, string rate, double atLeast) =>
        new($"W1 w1 int8 {rate} % T=25", backend, $"W1 w1 fp32 {rate} % T=25", backend, atLeast);
}
