using System.Linq;
using Snnc.Compiler.Tensors;
using Snnc.Tensors;

namespace Snnc.LanguageServer.Tests.Clients;

/// <summary>Makes files of weights that are all zero.</summary>
internal static class Weights
{
    public static void Write(string path, params (string Key, int[] Shape)[] tensors) => NpzWriter.Write(
        path, [.. tensors.Select(t => new NamedArray(t.Key, new Shape([.. t.Shape]), new float[t.Shape.Aggregate(1, (size, extent) => size * extent)]))]);
}
