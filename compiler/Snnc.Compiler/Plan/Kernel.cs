namespace Snnc.Compiler.Plan;

/// <summary>The names of kernels: what <see cref="NodePlan.Kernel"/> may say and every back end understands.</summary>
public static class Kernel
{
    /// <summary>Nothing to compute: the value comes from outside.</summary>
    public const string Given = "given";

    /// <summary>Nothing to compute: another value's memory is read.</summary>
    public const string View = "view";

    /// <summary>Nothing to compute: the list that another value left in the step before is read.</summary>
    public const string Previous = "previous";

    /// <summary>A connection over all its inputs.</summary>
    public const string Dense = "dense";

    /// <summary>A connection over those of its inputs that are not 0, which it looks for among the values of the step.</summary>
    public const string Event = "event";

    /// <summary>A connection that adds the row (or the synapses) of each input on the list that its source kept of the step.</summary>
    public const string EventRows = "event rows";

    /// <summary>A connection the synapses of which add to a ring of coming steps.</summary>
    public const string Pending = "pending";

    /// <summary>In tiles: for each step, the rows of the inputs that are not 0 are added in registers.</summary>
    public const string EventTiles = "event tiles";

    /// <summary>In tiles: each row of weights is read once and added to the sums of every step in which its input is not 0.</summary>
    public const string StationaryTiles = "stationary tiles";

    /// <summary>In tiles: a matrix product over all inputs and steps.</summary>
    public const string DenseTiles = "dense tiles";

    /// <summary>In tiles: a matrix product over the inputs that are not 0 in any of a few steps.</summary>
    public const string SkipTiles = "skip tiles";

    /// <summary>One loop over the elements.</summary>
    public const string Loop = "loop";

    /// <summary>One loop over the neurons of a population, eight at a time.</summary>
    public const string Lanes = "lanes";

    /// <summary>Pooling over rows whose channels lie innermost; its own values lie so too.</summary>
    public const string PoolRows = "pool rows";

    /// <summary>A ring of past steps.</summary>
    public const string Line = "delay line";

    /// <summary>A running sum, maximum or first step, brought up to date at the end of each step.</summary>
    public const string Accumulate = "accumulate";

    /// <summary>The value that stands after the last step.</summary>
    public const string Final = "final";

    /// <summary>Tells the kernels that read lists of what is not 0.</summary>
    public static bool ReadsLists(string kernel) => kernel is EventRows or EventTiles or StationaryTiles or SkipTiles;
}
