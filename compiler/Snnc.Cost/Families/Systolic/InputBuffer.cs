using System;
using System.Linq;
using System.Runtime.CompilerServices;

namespace Snnc.Cost.Families.Systolic;

/// <summary>
/// The buffer that inputs pass on their way from DRAM, as ScaleSim v2 keeps it when it estimates the bandwidth: half of it serves the array and half is
/// being filled; what the array asks for and is not there comes from DRAM, and when the half is full it is given up as a whole.
/// </summary>
/// <param name="capacity">The elements that both halves hold.</param>
public sealed class InputBuffer(double capacity)
{
    private const long MostRequests = 1 << 25;

    // The buffer is a hundred sets; what is left over is not used.
    private readonly long _half = 50 * (long)Math.Floor(capacity / 100);

    /// <summary>The elements that come from DRAM in a step.</summary>
    public double Reads(ArrayWork work, ArrayPasses passes)
    {
        var folds = passes.FilterFolds(work) / work.Groups;
        return work.Inputs / work.Groups <= _half ? work.Inputs : Simulate(work, passes.Rows, folds) * work.Groups;
    }

    // Of what takes too long, the first passes along the filters stand for the others.
    private double Simulate(ArrayWork work, long rows, long folds)
    {
        var simulated = Math.Clamp(MostRequests / (work.Pixels * work.Window), 1, folds);
        var requests = new Requests(work);
        var state = new State(work.Inputs / work.Groups, _half);
        for (long fold = 0; fold < simulated; fold++)
        {
            for (long first = 0; first < work.Pixels; first += rows)
            {
                requests.Pass((int)first, (int)Math.Min(rows, work.Pixels - first), state);
            }
        }

        return (double)state.Misses * folds / simulated;
    }

    /// <summary>What the array asks for, in order.</summary>
    private sealed class Requests
    {
        private readonly ArrayWork _work;
        private readonly (int Row, int Column)[] _windows;
        private readonly bool[] _inside;
        private readonly int[] _starts;
        private readonly (int Row, int Column, int Channel)[] _places;
        private readonly int[] _offsets;

        public Requests(ArrayWork work)
        {
            _work = work;
            _windows = [.. Enumerable.Range(0, (int)work.Pixels).Select(pixel => work.WindowOf(pixel))];
            _inside = [.. _windows.Select(work.IsInside)];
            _starts = [.. _windows.Select(window => work.Offset(window.Row, window.Column, 0))];
            _places = [.. Enumerable.Range(0, (int)work.Window).Select(product => work.PlaceOf(product))];
            _offsets = [.. _places.Select(place => work.Offset(place.Row, place.Column, place.Channel))];
        }

        // In a cycle each row asks for the product after that of the row before.
        public void Pass(int first, int rows, State state)
        {
            var starts = _starts.AsSpan(first, rows);
            var inside = _inside.AsSpan(first, rows);
            var areAllInside = !inside.Contains(false);
            for (var cycle = 0; cycle < _offsets.Length + rows - 1; cycle++)
            {
                var (from, to) = (Math.Max(0, cycle - _offsets.Length + 1), Math.Min(rows - 1, cycle));
                for (var row = from; row <= to; row++)
                {
                    state.Ask(areAllInside || inside[row] ? starts[row] + _offsets[cycle - row] : AtBorder(first + row, cycle - row));
                }
            }
        }

        private int AtBorder(int pixel, int product)
        {
            var (window, place) = (_windows[pixel], _places[product]);
            return _work.ElementAt(window.Row + place.Row, window.Column + place.Column, place.Channel);
        }
    }

    private sealed class State(long elements, long half)
    {
        private readonly int[] _keptSince = new int[elements];
        private int _generation = 1;
        private long _kept;

        public long Misses { get; private set; }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Ask(int element)
        {
            if (element >= 0 && _keptSince[element] != _generation)
            {
                Fetch(element);
            }
        }

        private void Fetch(int element)
        {
            (_keptSince[element], Misses) = (_generation, Misses + 1);
            if (++_kept == half)
            {
                (_kept, _generation) = (0, _generation + 1);
            }
        }
    }
}
