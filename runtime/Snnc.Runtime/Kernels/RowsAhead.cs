namespace Snnc.Runtime.Kernels;

/// <summary>What of the rows on a list is asked for beforehand, where they come from afar.</summary>
internal enum RowsAhead
{
    /// <summary>Nothing: asking costs as much as reading then.</summary>
    None,

    /// <summary>The row some entries later, which may be of the list of the next step.</summary>
    OfList,

    /// <summary>What follows the weights that are read, mostly in the same row: nothing is known of the next step yet.</summary>
    OfRow,
}
