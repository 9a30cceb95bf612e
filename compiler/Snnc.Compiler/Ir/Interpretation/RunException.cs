using System;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Ir.Interpretation;

/// <summary>A network cannot go on with the data that it was given: the message is one sentence for the user.</summary>
public sealed class RunException : Exception
{
    /// <summary>Makes an error of a run.</summary>
    /// <param name="message">The cause.</param>
    /// <param name="hint">What to do, or null.</param>
    /// <param name="location">Where the program says what failed, or null.</param>
    public RunException(string message, string? hint = null, Location? location = null)
        : base(message)
    {
        Hint = hint;
        Location = location;
    }

    /// <summary>Gets what to do about it.</summary>
    public string? Hint { get; }

    /// <summary>Gets where the program says what failed.</summary>
    public Location? Location { get; }
}
