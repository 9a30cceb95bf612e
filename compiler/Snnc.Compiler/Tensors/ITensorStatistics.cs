namespace Snnc.Compiler.Tensors;

/// <summary>A container that knows about its values without reading them.</summary>
public interface ITensorStatistics
{
    /// <summary>What is known of a tensor's values, or null.</summary>
    TensorStatistics? StatisticsOf(string key);
}
