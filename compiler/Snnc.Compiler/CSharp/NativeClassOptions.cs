namespace Snnc.Compiler.CSharp;

/// <summary>The shared library that an emitted class calls.</summary>
/// <param name="Library">The library's name, without what systems put before and after it.</param>
/// <param name="Prefix">What the names of its functions begin with.</param>
/// <param name="StateSize">The bytes of a saved state.</param>
/// <param name="WeightsSize">The bytes of the weights that the library must be given; null where it holds them.</param>
/// <param name="Alignment">The multiple at which such weights begin.</param>
public sealed record NativeClassOptions(string Library, string Prefix, long StateSize, long? WeightsSize, int Alignment)
{
    /// <summary>Gets a value indicating whether the library shows what nodes give.</summary>
    public bool IsObserved { get; init; }
}
