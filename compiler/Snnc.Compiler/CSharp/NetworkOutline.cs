using Snnc.Compiler.Collections;

namespace Snnc.Compiler.CSharp;

/// <summary>What is known of a network that could not be compiled.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Documentation">Its documentation comment, or null.</param>
/// <param name="IsStream">Whether it runs step by step.</param>
/// <param name="Inputs">Its inputs, in the order declared.</param>
/// <param name="Outputs">Its outputs, in the order declared.</param>
public sealed record NetworkOutline(
    string Name, string? Documentation, bool IsStream, EquatableArray<OutlinePort> Inputs, EquatableArray<OutlinePort> Outputs);

/// <summary>An input or output of such a network.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Length">Its elements, or null where its shape is unknown.</param>
/// <param name="IsInt">Whether they are whole numbers, as far as is known.</param>
public sealed record OutlinePort(string Name, long? Length = null, bool IsInt = false);
