namespace Snnc.Runtime;

/// <summary>Where a network's weights come from when it is loaded.</summary>
public interface IWeightSource
{
    /// <summary>Reads a tensor.</summary>
    /// <param name="container">The name of a <c>weights</c> declaration.</param>
    /// <param name="key">The tensor's name.</param>
    /// <exception cref="SnncRunException">There is none of that name, or it cannot be read.</exception>
    WeightTensor Read(string container, string key);
}
