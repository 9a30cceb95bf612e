namespace Snnc.Llvm.Products;

/// <summary>How a network is compiled to files.</summary>
/// <param name="Target">What for.</param>
/// <param name="EmbedsWeights">Whether the weights are constants of the code; else the caller hands them over.</param>
public sealed record ProductOptions(TargetOptions Target, bool EmbedsWeights = true)
{
    /// <summary>Gets a value indicating whether a caller may look at every node's values and states in each step, which costs time.</summary>
    public bool IsObserved { get; init; }

    /// <summary>Gets the options for this machine, weights included.</summary>
    public static ProductOptions Default { get; } = new(TargetOptions.Host);
}
