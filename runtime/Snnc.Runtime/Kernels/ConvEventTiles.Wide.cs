using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Snnc.Runtime.Kernels;

/// <content>The same in vectors of sixteen outputs, where the processor has them and there are full sixteens.</content>
public static unsafe partial class ConvEventTiles
{
    private const int ThreeWide = 48;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WideFill(float* bias, int outputs, int pixels, float* y)
    {
        for (var output = 0; output < outputs; output += 16)
        {
            var b = Vector512.Load(bias + output);
            var to = y + output;
            for (var pixel = 0; pixel < pixels; pixel++, to += outputs)
            {
                b.Store(to);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WideSpread(in SpreadCall call, int start, int end, int first, float* weights, float* y)
    {
        int* indices = call.Indices, sources = call.Sources - first, targets = call.Targets - first, lengths = call.Lengths - first;
        var one = 1f;
        var (value, next) = call.Values is null ? (new Pointer(&one), 0) : (new Pointer(call.Values + start), 1);
        var run = call.Run;
        for (var k = start; k < end; k++)
        {
            long place = indices[k];
            var v = Vector512.Create(*value.At);
            value = new Pointer(value.At + next);
            float* row = weights + sources[place], target = y + targets[place], last = row + lengths[place];
            if (lengths[place] == run)
            {
                // What most inputs give that are not at an edge, without a loop.
                Three(v, row, target);
                if (run == 2 * ThreeWide)
                {
                    Three(v, row + ThreeWide, target + ThreeWide);
                }

                continue;
            }

            for (; row <= last - ThreeWide; row += ThreeWide, target += ThreeWide)
            {
                Three(v, row, target);
            }

            for (; row < last; row += 16, target += 16)
            {
                Vector512.FusedMultiplyAdd(v, Vector512.Load(row), Vector512.Load(target)).Store(target);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Three(Vector512<float> v, float* row, float* target)
    {
        var a = Vector512.FusedMultiplyAdd(v, Vector512.Load(row), Vector512.Load(target));
        var b = Vector512.FusedMultiplyAdd(v, Vector512.Load(row + 16), Vector512.Load(target + 16));
        var c = Vector512.FusedMultiplyAdd(v, Vector512.Load(row + 32), Vector512.Load(target + 32));
        a.Store(target);
        b.Store(target + 16);
        c.Store(target + 32);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WideThirtyTwo(in GatherCall call, int count, int output, float* y)
    {
        var a = Vector512.Load(call.Bias + output);
        var b = Vector512.Load(call.Bias + output + 16);
        var (c, d) = (Vector512<float>.Zero, Vector512<float>.Zero);
        float* weights = call.Weights + output, values = call.PlaceValues;
        var places = call.Places;
        long outputs = call.Outputs;
        if (call.Values is null)
        {
            for (var k = 0; k < count; k += 2)
            {
                float* one = weights + (places[k] * outputs), other = weights + (places[k + 1] * outputs);
                a += Vector512.Load(one);
                b += Vector512.Load(one + 16);
                c += Vector512.Load(other);
                d += Vector512.Load(other + 16);
            }
        }
        else
        {
            for (var k = 0; k < count; k += 2)
            {
                float* one = weights + (places[k] * outputs), other = weights + (places[k + 1] * outputs);
                var (v, u) = (Vector512.Create(values[k]), Vector512.Create(values[k + 1]));
                a = Vector512.FusedMultiplyAdd(v, Vector512.Load(one), a);
                b = Vector512.FusedMultiplyAdd(v, Vector512.Load(one + 16), b);
                c = Vector512.FusedMultiplyAdd(u, Vector512.Load(other), c);
                d = Vector512.FusedMultiplyAdd(u, Vector512.Load(other + 16), d);
            }
        }

        (a + c).Store(y);
        (b + d).Store(y + 16);
    }
}
