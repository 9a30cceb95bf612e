using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Tensors;

namespace Snnc.Cli.Data;

/// <summary>Whether the values of an array are what its input takes: finite numbers, and for spikes whole ones from 0.</summary>
internal static class SampleValues
{
    /// <summary>Looks at the first <paramref name="count"/> values.</summary>
    /// <exception cref="DiagnosticException">A value is not what the input takes; the first is told.</exception>
    public static void Check(DataContainer container, Node input, TensorData tensor, long count)
    {
        var isSpikes = input.Type.Kind == ValueKind.Spikes;
        if (tensor.Info.DType is DType.Bool or DType.UInt8 or DType.UInt16 or DType.UInt32 or DType.UInt64
            || (!isSpikes && tensor.Info.DType is not (DType.Float16 or DType.BFloat16 or DType.Float32 or DType.Float64)))
        {
            return;
        }

        for (var i = 0L; i < count; i++)
        {
            var value = tensor.GetDouble(i);
            if (!double.IsFinite(value) || (isSpikes && !(value >= 0 && value % 1 == 0)))
            {
                throw Wrong(container, tensor, i, value);
            }
        }
    }

    private static DiagnosticException Wrong(DataContainer container, TensorData tensor, long index, double value)
    {
        var (name, place) = (container.NameOf(tensor.Info), Place(tensor.Shape, index));
        return new DiagnosticException(double.IsFinite(value)
            ? Catalog.NotSpikes(container.Path, name, place, value)
            : Catalog.NotFinite(container.Path, name, place, value));
    }

    /// <summary>The indices of an element in C order: <c>[3, 0, 5]</c>.</summary>
    public static string Place(IReadOnlyList<int> shape, long index)
    {
        var indices = new long[shape.Count];
        for (var axis = shape.Count - 1; axis >= 0; axis--)
        {
            indices[axis] = index % shape[axis];
            index /= shape[axis];
        }

        return $"[{string.Join(", ", indices.Select(i => i.ToString()))}]";
    }
}
