using System;
using Snnc.Compiler.Tensors;

namespace Snnc.Models.Tests.RandomNetworks;

/// <summary>What sets how active a layer is: the bias that leads to it, between two multiples of 2^-Fraction, found by bisection.</summary>
internal sealed class Knob
{
    private readonly TensorStore _tensors;
    private readonly string _key;
    private readonly int _size;
    private readonly int _fraction;
    private double _low;
    private double _high;

    public Knob(string layer, TensorStore tensors, string key, int size, Model model)
    {
        (Layer, _tensors, _key, _size) = (layer, tensors, key, size);
        (_low, _high, _fraction) = (model.Least, model.Greatest, model.IsWhole ? 0 : 12);
        Apply();
    }

    public string Layer { get; }

    public int Moves { get; private set; }

    public void Move(bool up)
    {
        Moves++;
        (_low, _high) = up ? ((_low + _high) / 2, _high) : (_low, (_low + _high) / 2);
        Apply();
    }

    // Neurons of one layer differ a little.
    private void Apply()
    {
        var values = new double[_size];
        for (var i = 0; i < _size; i++)
        {
            var value = ((_low + _high) / 2) + ((i % 3 - 1) * (_high - _low) / 64);
            values[i] = Math.ScaleB(Math.Round(Math.ScaleB(value, _fraction)), -_fraction);
        }

        _tensors.Set(_key, [_size], values);
    }
}
