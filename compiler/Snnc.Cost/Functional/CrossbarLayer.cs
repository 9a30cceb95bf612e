using System;
using System.Collections.Generic;
using System.Linq;

namespace Snnc.Cost.Functional;

/// <summary>One digitised partial sum of a connection: the effective levels of its cells, in the shape of the weights with 0 outside the array.</summary>
/// <param name="Levels">Effective levels, [out, in, positions] flat.</param>
/// <param name="Sign">Whether the digitised sum is added (1) or subtracted (-1).</param>
internal sealed record PartialSum(double[] Levels, int Sign);

/// <summary>
/// A connection on crossbars: inputs in groups of as many as an array has rows; of a convolution each position of the kernel has arrays of its own
/// (SpikeSim's mapping); each output has a column of every array, and each column's sum is digitised.
/// </summary>
internal sealed class CrossbarLayer
{
    private readonly CrossbarArithmetic _arithmetic;
    private readonly CrossbarColumn _columns;
    private readonly double[] _weights;
    private readonly (int Outputs, int Inputs, int Positions) _shape;
    private readonly List<PartialSum> _sums = [];

    /// <param name="weights">[out, in, positions], in C order.</param>
    public CrossbarLayer(double[] weights, (int Outputs, int Inputs, int Positions) shape, CrossbarArithmetic arithmetic, int seed)
    {
        (_weights, _shape, _arithmetic, _columns) = (weights, shape, arithmetic, new CrossbarColumn(arithmetic, seed));
        WeightPerLevel = Math.Max(weights.Select(Math.Abs).DefaultIfEmpty(0).Max(), double.Epsilon) / arithmetic.LargestLevel;
        for (var position = 0; position < shape.Positions; position++)
        {
            for (var first = 0; first < shape.Inputs; first += arithmetic.Rows)
            {
                Add(first, Math.Min(first + arithmetic.Rows, shape.Inputs), position);
            }
        }
    }

    /// <summary>Gets the weight that a level stands for.</summary>
    public double WeightPerLevel { get; }

    /// <summary>Gets the partial sums.</summary>
    public IReadOnlyList<PartialSum> Sums => _sums;

    /// <summary>
    /// The largest sum that the converters resolve, in levels: that of independent spikes of this density in the fullest column, and four standard deviations.
    /// </summary>
    public double FullScale(double density)
    {
        var (perOutput, largest) = (_shape.Inputs * _shape.Positions, 1.0);
        foreach (var sum in _sums)
        {
            for (var column = 0; column < _shape.Outputs; column++)
            {
                var cells = sum.Levels.AsSpan(column * perOutput, perOutput);
                var (mean, variance) = (0.0, 0.0);
                foreach (var level in cells)
                {
                    mean += density * level;
                    variance += density * (1 - density) * level * level;
                }

                largest = Math.Max(largest, mean + (4 * Math.Sqrt(variance)));
            }
        }

        return largest;
    }

    private void Add(int first, int end, int position)
    {
        if (_arithmetic.Encoding == CellEncoding.Differential)
        {
            _sums.Add(Program(first, end, position, 1, weight => Math.Max(weight, 0)));
            _sums.Add(Program(first, end, position, -1, weight => Math.Max(-weight, 0)));
        }
        else
        {
            _sums.Add(Program(first, end, position, 1, weight => weight + _arithmetic.OffsetLevel));
            _sums.Add(Program(first, end, position, -1, _ => _arithmetic.OffsetLevel));
        }
    }

    private PartialSum Program(int first, int end, int position, int sign, Func<int, int> level)
    {
        var result = new double[_weights.Length];
        var levels = new int[end - first];
        for (var output = 0; output < _shape.Outputs; output++)
        {
            for (var i = first; i < end; i++)
            {
                levels[i - first] = level(Rounded(_weights[At(output, i, position)]));
            }

            var effective = _columns.Program(levels);
            for (var i = first; i < end; i++)
            {
                result[At(output, i, position)] = effective[i - first];
            }
        }

        return new PartialSum(result, sign);
    }

    private int Rounded(double weight) => (int)Math.Round(weight / WeightPerLevel);

    private int At(int output, int input, int position) => (((output * _shape.Inputs) + input) * _shape.Positions) + position;
}
