using System;

namespace Snnc.Runtime;

/// <summary>Something that only running can find: weights that do not fit, an index out of range. The message is one sentence for the user.</summary>
public sealed class SnncRunException : Exception
{
    /// <summary>Makes one.</summary>
    public SnncRunException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one with its cause.</summary>
    public SnncRunException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
