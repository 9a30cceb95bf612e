using System.Linq;
using Shouldly;

namespace Snnc.Runtime.Tests.Kernels;

/// <summary>The sums of a dense connection in double precision, which are exact where weights are whole multiples of a step.</summary>
internal static class ExactSums
{
    /// <summary>Checks the rows of all steps.</summary>
    /// <param name="x">[steps, inputs].</param>
    /// <param name="weight">[outputs, inputs].</param>
    public static void ShouldBeIn(StepRows<float> sums, float[] x, float[] weight, float[] bias)
    {
        var (outputs, inputs) = (bias.Length, weight.Length / bias.Length);
        for (var step = 0; step < x.Length / inputs; step++)
        {
            sums[step].ToArray().ShouldBe(Enumerable.Range(0, outputs).Select(output => (float)Exact(output, step)));
        }

        double Exact(int output, int step) =>
            bias[output] + Enumerable.Range(0, inputs).Sum(input => (double)x[(step * inputs) + input] * weight[(output * inputs) + input]);
    }
}
