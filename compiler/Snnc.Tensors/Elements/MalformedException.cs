using System;

namespace Snnc.Tensors.Elements;

/// <summary>The bytes of a container are not what they should be. <see cref="Files.ContainerAccess"/> adds the path.</summary>
internal class MalformedException(string message, string? hint = null, Exception? inner = null) : Exception(message, inner)
{
    public string? Hint { get; } = hint;
}
