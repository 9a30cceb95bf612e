namespace Snnc.Cost.Families.Systolic;

/// <summary>
/// What a layer takes on an array of rows x columns: in closed form what ScaleSim v2 (the basis of SATA_Sim) counts by walking every cycle. Sums stay in
/// the array: a pass computes as many pixels as there are rows of as many filters as there are columns, and feeds the operands in from two sides.
/// </summary>
/// <param name="Rows">Of the array; pixels lie along them.</param>
/// <param name="Columns">Of the array; filters lie along them.</param>
public sealed record ArrayPasses(long Rows, long Columns)
{
    /// <summary>Gets the processing elements.</summary>
    public long Elements => Rows * Columns;

    // Until the last operand has crossed the array.
    private long Skew => Rows + Columns - 2;

    /// <summary>The passes along the pixels.</summary>
    public long PixelFolds(ArrayWork work) => Folds(work.Pixels, Rows);

    /// <summary>The passes along the filters, of each group by itself.</summary>
    public long FilterFolds(ArrayWork work) => work.Groups * Folds(work.Filters / work.Groups, Columns);

    /// <summary>The passes along a window, when the weights stay in the array.</summary>
    public long WindowFolds(ArrayWork work) => Folds(work.Window, Rows);

    /// <summary>The passes of a step.</summary>
    public long Passes(ArrayWork work) => PixelFolds(work) * FilterFolds(work);

    /// <summary>The cycles of a pass.</summary>
    public long PassCycles(ArrayWork work) => work.Window + Skew;

    /// <summary>The cycles of a step with the sums in the array.</summary>
    public long StepCycles(ArrayWork work) => (Passes(work) * PassCycles(work)) - 1;

    /// <summary>The cycles in which the weights come in, as the tool takes them from a schedule with the weights in the array.</summary>
    public long WeightCycles(ArrayWork work) => (WindowFolds(work) * FilterFolds(work) * (work.Pixels + Skew + Rows)) - (work.Pixels + Skew) - 1;

    /// <summary>The inputs that the array reads in a step: each pass along the filters reads all windows.</summary>
    public long InputReads(ArrayWork work) => work.Pixels * work.Window * FilterFolds(work);

    /// <summary>The writes that ScaleSim counts besides the outputs: one for each row and column of a pass.</summary>
    public long StrayWrites(ArrayWork work) => (Rows + Columns) * Passes(work);

    private static long Folds(long extent, long size) => (extent + size - 1) / size;
}
