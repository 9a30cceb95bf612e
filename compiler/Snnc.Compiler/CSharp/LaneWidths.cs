namespace Snnc.Compiler.CSharp;

/// <summary>
/// How emitted methods run by the widest vectors that the processor has: the method itself is written for any width, and one of its name chooses. States are
/// padded to full eights, so where sixteens do not come out even eight neurons are left for the narrower vectors.
/// </summary>
internal static class LaneWidths
{
    /// <summary>The type of a vector in a method for any width.</summary>
    public const string Any = "TLanes";

    /// <summary>The type of a vector of eight.</summary>
    public const string Eight = "Lanes8";

    /// <summary>The names of types that locals beside vectors may not have.</summary>
    public static readonly string[] Taken = [Any, Eight, Wide, "Lanes", "ByteLanes"];

    private const string Wide = "Lanes16";
    private const int WideCount = 16;

    /// <summary>Writes the choice for neurons whose first and last are known.</summary>
    /// <param name="arguments">What the method takes before them: empty, or with a comma and a blank at its end.</param>
    public static void Choose(CodeWriter writer, string method, string arguments, int end)
    {
        var even = end / WideCount * WideCount;
        string[] rest = even == end ? [] : [$"{method}<{Eight}>({arguments}{even}, {end});"];
        Choose(writer, [$"{method}<{Wide}>({arguments}0, {even});", .. rest], $"{method}<{Eight}>({arguments}0, {end});");
    }

    /// <summary>Writes the choice for the neurons of a tile, from the local <c>first</c> to the local <c>end</c>.</summary>
    /// <param name="arguments">What the method takes after the tile's first neuron, and the first and the end of those that it is to run.</param>
    /// <param name="isEven">Whether sixteens come out even in every tile.</param>
    public static void ChooseInTile(CodeWriter writer, string method, string arguments, bool isEven)
    {
        string[] wide = isEven ? [$"{method}<{Wide}>(first, first, end, {arguments});"]
            : [
                $"var even = end - ((end - first) % {Wide}.Count);",
                $"{method}<{Wide}>(first, first, even, {arguments});",
                $"{method}<{Eight}>(first, even, end, {arguments});",
            ];
        Choose(writer, wide, $"{method}<{Eight}>(first, first, end, {arguments});");
    }

    /// <summary>Opens the method for any width.</summary>
    /// <param name="parameters">All of them.</param>
    public static void Open(CodeWriter writer, string method, string parameters)
    {
        writer.Gap();
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        writer.Line($"private void {method}<{Any}>({parameters})");
        writer.Open($"    where {Any} : struct, ILanes<{Any}>");
    }

    private static void Choose(CodeWriter writer, string[] wide, string narrow)
    {
        writer.Open($"if ({Wide}.AreFast)");
        writer.Lines(wide);
        writer.Close();
        writer.Open("else");
        writer.Line(narrow);
        writer.Close();
    }
}
