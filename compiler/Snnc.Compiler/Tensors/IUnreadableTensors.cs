namespace Snnc.Compiler.Tensors;

/// <summary>A container that holds things by names which are no tensors of numbers, and knows why.</summary>
public interface IUnreadableTensors
{
    /// <summary>What keeps it from reading a name, in words for the user and with what to do about it; null for a name that it does not hold.</summary>
    (string Reason, string? Hint)? WhyUnreadable(string key);
}
