using System.Globalization;

namespace Snnc.Execution;

/// <summary>Where two runs first differ.</summary>
/// <param name="Sample">The sample's index.</param>
/// <param name="What">The node, the state as <c>node.state</c>, or the output.</param>
/// <param name="Step">The step; -1 for a frame.</param>
/// <param name="Index">The element in C order; -1 where one run does not give the value at all.</param>
/// <param name="First">The first runner's value.</param>
/// <param name="Second">The second runner's value.</param>
public sealed record RunDifference(long Sample, string What, int Step, int Index, double First, double Second)
{
    /// <inheritdoc/>
    public override string ToString()
    {
        var step = Step < 0 ? "" : $", step {Step}";
        var place = $"sample {Sample}{step}: {What}";
        return Index < 0
            ? $"{place} is given by one of the two only"
            : string.Create(CultureInfo.InvariantCulture, $"{place}[{Index}] is {First:R} and {Second:R}");
    }
}
