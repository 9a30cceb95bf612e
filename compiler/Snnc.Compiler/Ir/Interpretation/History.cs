using System;

namespace Snnc.Compiler.Ir.Interpretation;

/// <summary>The past of an array, as a ring of the last <paramref name="depth"/> steps; before the start it is 0.</summary>
/// <param name="present">The array, which its node overwrites in every step.</param>
internal sealed class History(double[] present, int depth)
{
    private readonly double[] _past = new double[checked(present.Length * depth)];
    private int _next;

    /// <summary>The value so many steps ago; further back than the depth it is 0.</summary>
    public double At(int index, int delay)
    {
        if (delay == 0)
        {
            return present[index];
        }

        return delay > depth ? 0 : _past[((_next - delay + depth) % depth * present.Length) + index];
    }

    /// <summary>Takes the present in, at the end of a step.</summary>
    public void Push()
    {
        if (depth > 0)
        {
            Array.Copy(present, 0, _past, _next * present.Length, present.Length);
            _next = (_next + 1) % depth;
        }
    }

    /// <summary>Forgets everything.</summary>
    public void Clear() => Array.Clear(_past, 0, _past.Length);
}
