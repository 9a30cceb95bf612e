using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Tensors;

namespace Snnc.Tensors.Files;

/// <summary>The error of asking a container for what it does not have.</summary>
internal static class UnknownKey
{
    public static TensorFormatException Of(string key, ITensorSource source)
    {
        var near = EditDistance.NearestFirst(key, source.Tensors.Select(t => t.Key), 3);
        return new TensorFormatException(source.Name, $"it holds no tensor '{key}'", DidYouMean.Hint(near));
    }
}
