using System;

namespace Snnc.Runtime;

/// <summary>Something that only running can find: weights that do not fit, an index out of range. The message is one sentence for the user.</summary>
/// <param name="message">The sentence.</param>
/// <param name="cause">What it was noticed by, if by an exception.</param>
public sealed class SnncRunException(string message, Exception? cause = null) : Exception(message, cause);
