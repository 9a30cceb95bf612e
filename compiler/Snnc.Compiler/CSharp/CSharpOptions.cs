namespace Snnc.Compiler.CSharp;

/// <summary>How the emitted text fits into the project that it is compiled in.</summary>
/// <param name="Namespace">The namespace of the class.</param>
/// <param name="ClassName">The name of the class; null for the network's name.</param>
/// <param name="IsPublic">Whether other assemblies see the class.</param>
/// <param name="LineDirectives">Whether <c>#line</c> leads errors and the debugger back to the .snn.</param>
/// <param name="Weights">Where <c>Load()</c> finds the weights; null where the caller of the class has them.</param>
public sealed record CSharpOptions(
    string Namespace = "Snnc.Generated", string? ClassName = null, bool IsPublic = true, bool LineDirectives = true, WeightOrigin? Weights = null)
{
    /// <summary>Gets the options that fit where nothing is asked for.</summary>
    public static CSharpOptions Default { get; } = new();
}
