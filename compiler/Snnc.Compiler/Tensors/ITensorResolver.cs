namespace Snnc.Compiler.Tensors;

/// <summary>Opens the containers that a program names. Implemented where there are files; the compiler itself does no IO.</summary>
public interface ITensorResolver
{
    /// <summary>Opens a container.</summary>
    /// <param name="sourcePath">The path of the .snn file that names it.</param>
    /// <param name="reference">The text between the quotes, relative to that file.</param>
    /// <exception cref="TensorFormatException">The file is missing, unreadable or not a container; the message says which and what to do.</exception>
    ITensorSource Open(string sourcePath, string reference);
}
