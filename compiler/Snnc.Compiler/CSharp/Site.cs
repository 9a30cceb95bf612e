namespace Snnc.Compiler.CSharp;

/// <summary>Where in a plan something runs.</summary>
/// <param name="Stage">The number of the stage.</param>
/// <param name="Region">The number of the region in it.</param>
internal readonly record struct Site(int Stage, int Region);
