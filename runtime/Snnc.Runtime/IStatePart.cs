namespace Snnc.Runtime;

/// <summary>Something of a network that lives on from step to step.</summary>
public interface IStatePart
{
    /// <summary>Goes back to the start of an inference.</summary>
    void Reset();

    /// <summary>Writes what it holds.</summary>
    void Save(StateWriter writer);

    /// <summary>Takes what <see cref="Save"/> wrote.</summary>
    /// <exception cref="SnncRunException">It was written by another network.</exception>
    void Load(StateReader reader);
}
