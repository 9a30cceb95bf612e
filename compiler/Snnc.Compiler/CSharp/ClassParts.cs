using System.Collections.Generic;

namespace Snnc.Compiler.CSharp;

/// <summary>What the nodes add to the emitted class while they are emitted: fields, and lines of the methods that all of them share.</summary>
internal sealed class ClassParts
{
    /// <summary>Gets the declarations of what all instances share.</summary>
    public List<string> Shared { get; } = [];

    /// <summary>Gets the declarations of what Load computes.</summary>
    public List<string> Weights { get; } = [];

    /// <summary>Gets the lines of the constructor, after the constants that they use.</summary>
    public List<string> Load { get; } = [];

    /// <summary>Gets the declarations of values and states.</summary>
    public List<string> Memory { get; } = [];

    /// <summary>Gets the lines of Reset.</summary>
    public List<string> Reset { get; } = [];

    /// <summary>Gets the arrays that a saved state consists of, in order.</summary>
    public List<string> StateArrays { get; } = [];

    /// <summary>Gets the other parts of a state: rings and their places.</summary>
    public List<string> StateParts { get; } = [];
}
