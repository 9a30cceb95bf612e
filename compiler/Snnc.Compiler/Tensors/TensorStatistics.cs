using System.Linq;

namespace Snnc.Compiler.Tensors;

/// <summary>What planning asks of a tensor's values, for where they cannot be read themselves.</summary>
/// <param name="Least">The least value.</param>
/// <param name="Greatest">The greatest value.</param>
/// <param name="NonZeros">How many values are not 0.</param>
public sealed record TensorStatistics(double Least, double Greatest, long NonZeros)
{
    /// <summary>Those of a tensor; null of one without values, or with such as are not finite.</summary>
    public static TensorStatistics? Of(TensorData data)
    {
        var values = data.ToDoubles();
        return values.Length == 0 || Scan.FirstNotFinite(values) >= 0
            ? null
            : new TensorStatistics(values.Min(), values.Max(), Scan.NonZeros(values));
    }
}
