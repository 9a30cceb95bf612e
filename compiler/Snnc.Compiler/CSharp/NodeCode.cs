using System.Collections.Generic;

namespace Snnc.Compiler.CSharp;

/// <summary>The statements of one node.</summary>
/// <param name="Now">Where the node stands in its stage.</param>
/// <param name="AtEndOfStep">After all nodes of the loop that it reads from, in every step.</param>
internal sealed record NodeCode(IReadOnlyList<string> Now, IReadOnlyList<string> AtEndOfStep)
{
    public static NodeCode Empty { get; } = new([], []);

    public static NodeCode Of(params string[] now) => new(now, []);
}
