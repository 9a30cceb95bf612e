using System;

namespace Snnc.Compiler.Tensors;

/// <summary>A container cannot be read: the message is one sentence for the user, with the file, the cause and, where one is clear, the next step.</summary>
public sealed class TensorFormatException : Exception
{
    /// <summary>Makes an error of a container.</summary>
    /// <param name="path">The file at fault.</param>
    /// <param name="message">The cause, without the path.</param>
    /// <param name="hint">What to do, or null.</param>
    public TensorFormatException(string path, string message, string? hint = null, Exception? inner = null)
        : base(message, inner)
    {
        Path = path;
        Hint = hint;
    }

    /// <summary>Gets the file at fault.</summary>
    public string Path { get; }

    /// <summary>Gets what to do about it.</summary>
    public string? Hint { get; }
}
