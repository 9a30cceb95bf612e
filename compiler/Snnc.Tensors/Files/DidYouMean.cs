using System.Collections.Generic;
using System.Linq;

namespace Snnc.Tensors.Files;

/// <summary>Words a suggestion of names.</summary>
internal static class DidYouMean
{
    /// <summary>A question with the names, or null where there are none.</summary>
    public static string? Hint(IReadOnlyCollection<string> names) =>
        names.Count == 0 ? null : $"did you mean {string.Join(" or ", names.Select(n => $"'{n}'"))}?";
}
