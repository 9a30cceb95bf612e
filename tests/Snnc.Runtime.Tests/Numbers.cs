using System;

namespace Snnc.Runtime.Tests;

/// <summary>Numbers whose sums are exact in single precision in every order: weights are multiples of 2^-12, inputs small and whole.</summary>
internal sealed class Numbers(int seed)
{
    private readonly Random _random = new(seed);

    public int Between(int least, int greatest) => _random.Next(least, greatest + 1);

    public int OneOf(params int[] choices) => choices[_random.Next(choices.Length)];

    public float[] Weights(int length) => Array.ConvertAll(new float[length], _ => _random.Next(-512, 513) / 4096f);

    public long[] Whole(int length, int least, int greatest) => Array.ConvertAll(new long[length], _ => (long)Between(least, greatest));

    /// <summary>Counts of 0 to 3, not 0 at this rate.</summary>
    public float[] Spikes(int length, double rate) =>
        Array.ConvertAll(new float[length], _ => _random.NextDouble() < rate ? (float)Between(1, 3) : 0);

    public float[] Signal(int length) => Array.ConvertAll(new float[length], _ => (float)Between(-8, 8));
}
