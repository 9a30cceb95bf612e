using System;

namespace Snnc.Cost.Tests.Families.Manycore;

/// <summary>
/// Loihi's neuron as its software models state it, written down independently of the language's model: the current decays towards zero and takes the inputs
/// times 64, the voltage decays and takes current and bias, and a spike resets it.
/// </summary>
internal sealed class LoihiNeuron(int du, int dv, int vth, long bias, bool asLava)
{
    private const long Most = (1L << 23) - 1;

    public long U { get; private set; }

    public long V { get; private set; }

    /// <summary>Gets a value indicating whether a register overflowed, as nengo tells: 21 bits of input, 23 of current; or voltage where Lava holds it.</summary>
    public bool Overflowed { get; private set; }

    /// <summary>One step; whether it fires.</summary>
    public bool Step(long input)
    {
        U = Decay(U, du, 1) + (input * 64);
        Overflowed |= Math.Abs(input) >= 1L << 21 || Math.Abs(U) >= 1L << 23;
        U = asLava ? Wrapped(U) : U;
        V = Decay(V, dv, 0) + U + bias;
        Overflowed |= Math.Abs(V) > Most;
        V = asLava ? Math.Max(-Most, Math.Min(Most, V)) : V;
        var fires = V > (long)vth * 64;
        V = fires ? 0 : V;
        return fires;
    }

    private static long Decay(long x, int decay, int offset)
    {
        var kept = Math.Abs(x) * (4096 - offset - decay) / 4096;
        return x < 0 ? -kept : kept;
    }

    // Two's complement in 24 bits.
    private static long Wrapped(long x)
    {
        var low = ((x % (1 << 24)) + (1 << 24)) % (1 << 24);
        return low < 1 << 23 ? low : low - (1 << 24);
    }
}
