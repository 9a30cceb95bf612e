using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using Snnc.Compiler.Tensors;

namespace Snnc.Cost.Tests;

/// <summary>
/// Containers that say in their names what they hold: <c>weights w = "c.weight[32, 144, 3, 3] beta[32]";</c>. All elements are a half. Networks
/// that ask for no tensor but those of their connections need none.
/// </summary>
internal sealed partial class MadeUpTensors : ITensorResolver
{
    public ITensorSource Open(string sourcePath, string reference) => new Source(reference);

    [GeneratedRegex(@"([\w.]+)\[([^\]]*)\]")]
    private static partial Regex Entry();

    private sealed class Source(string name) : ITensorSource
    {
        public string Name => name;

        public IReadOnlyList<TensorInfo> Tensors { get; } =
        [
            .. Entry().Matches(name).Select(match => new TensorInfo(match.Groups[1].Value, DType.Float32, ShapeOf(match.Groups[2].Value))),
        ];

        private static Shape ShapeOf(string extents) => Shape.Of(extents.Split(',').Select(extent => int.Parse(extent, CultureInfo.InvariantCulture)));

        public TensorData Read(string key)
        {
            var info = Tensors.Single(tensor => tensor.Key == key);
            return new TensorData(info, Enumerable.Repeat(0.5f, (int)info.Shape.Size).ToArray());
        }
    }
}
