namespace Snnc.Tensors.Elements;

/// <summary>A tensor is sound but its elements are none that a program can use, so the others of its container are still readable.</summary>
internal sealed class UnsupportedTypeException(string message, string? hint = null) : MalformedException(message, hint);
