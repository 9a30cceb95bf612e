using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Snnc.Runtime.Kernels;

/// <content>
/// One step by itself: weights are used once, so that nothing counts but how fast they come. Four panels are read side by side, in vectors of sixteen.
/// </content>
public static unsafe partial class DenseTiles
{
    private const int SidePanels = 4;

    // As many of a tile's outputs as four panels have, or none.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Singles(float* x, int xStride, in WeightPanels panels, int inputs, float* bias, int width, int steps, float* y, int stride)
    {
        const int Outputs = SidePanels * TiledWeights.ProductWidth;
        if (!Vector512.IsHardwareAccelerated || width < Outputs || steps >= RowsOf(steps))
        {
            return 0;
        }

        for (long step = 0; step < steps; step++)
        {
            Single(x + (step * xStride), panels, inputs, bias, y + (step * stride));
        }

        return Outputs;
    }

    [MethodImpl(Hot)]
    private static void Single(float* x, in WeightPanels panels, int inputs, float* bias, float* y)
    {
        const int Width = TiledWeights.ProductWidth;
        float* w = panels.Start, w1 = w + panels.Next, w2 = w1 + panels.Next, w3 = w2 + panels.Next;
        var row = panels.Row;
        var (a0, b0) = (Vector512.Load(bias), Vector512<float>.Zero);
        var (a1, b1) = (Vector512.Load(bias + Width), Vector512<float>.Zero);
        var (a2, b2) = (Vector512.Load(bias + (2 * Width)), Vector512<float>.Zero);
        var (a3, b3) = (Vector512.Load(bias + (3 * Width)), Vector512<float>.Zero);
        long k = 0;
        for (; k <= inputs - 2; k += 2)
        {
            var at = k * row;
            var s = Vector512.Create(x[k]);
            a0 = Vector512.FusedMultiplyAdd(s, Vector512.Load(w + at), a0);
            a1 = Vector512.FusedMultiplyAdd(s, Vector512.Load(w1 + at), a1);
            a2 = Vector512.FusedMultiplyAdd(s, Vector512.Load(w2 + at), a2);
            a3 = Vector512.FusedMultiplyAdd(s, Vector512.Load(w3 + at), a3);
            s = Vector512.Create(x[k + 1]);
            b0 = Vector512.FusedMultiplyAdd(s, Vector512.Load(w + at + row), b0);
            b1 = Vector512.FusedMultiplyAdd(s, Vector512.Load(w1 + at + row), b1);
            b2 = Vector512.FusedMultiplyAdd(s, Vector512.Load(w2 + at + row), b2);
            b3 = Vector512.FusedMultiplyAdd(s, Vector512.Load(w3 + at + row), b3);
        }

        if (k < inputs)
        {
            var (s, at) = (Vector512.Create(x[k]), k * row);
            a0 = Vector512.FusedMultiplyAdd(s, Vector512.Load(w + at), a0);
            a1 = Vector512.FusedMultiplyAdd(s, Vector512.Load(w1 + at), a1);
            a2 = Vector512.FusedMultiplyAdd(s, Vector512.Load(w2 + at), a2);
            a3 = Vector512.FusedMultiplyAdd(s, Vector512.Load(w3 + at), a3);
        }

        (a0 + b0).Store(y);
        (a1 + b1).Store(y + Width);
        (a2 + b2).Store(y + (2 * Width));
        (a3 + b3).Store(y + (3 * Width));
    }
}
