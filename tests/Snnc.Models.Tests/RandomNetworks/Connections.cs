using System;
using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Tensors;

namespace Snnc.Models.Tests.RandomNetworks;

/// <summary>A connection to be written: its element, and what it gives.</summary>
internal sealed record Connection(string Label, string Element, Wire Result, int Targets);

/// <summary>Draws connections with their weights.</summary>
internal sealed class Connections(ProgramText text, Operators operators)
{
    private readonly Draws _draws = text.Draws;

    /// <summary>An operator on its own, not into a population.</summary>
    public Wire? Loose(string op, Wire x)
    {
        if (op == "sparse" || x.IsWhole)
        {
            return null;
        }

        var (source, made) = Draw(op, x, 12, _draws.Pick("none", "label"), 1);
        text.Member($"{text.Read(source)} -> {made.Label}: {made.Element};");
        if (!_draws.Chance(25))
        {
            return text.Add(made.Result);
        }

        // The scale of 8 bits is no power of two.
        text.Member($"quantize {{ {made.Label} = 8; }}");
        return text.Add(made.Result.Rounded());
    }

    /// <summary>A connection in front of a population.</summary>
    /// <param name="fraction">Weights are multiples of 2^-fraction.</param>
    /// <param name="bias">"none", or "label" for drawn ones, or "knob" where another sets them.</param>
    /// <param name="outputs">How many neurons a dense connection leads to, or channels a convolution without dilation, groups and delays; null for any
    /// number.</param>
    public (Wire Source, Connection Made) Draw(string op, Wire x, int fraction, string bias, double scale, int? outputs = null)
    {
        x = op switch { "conv1d" => operators.As(x, 2), "conv2d" => operators.As(x, 3), _ => x };
        var key = text.Fresh("c");
        return (x, op switch
        {
            "conv1d" or "conv2d" => Convolution(op, x, key, fraction, bias, scale, outputs),
            "sparse" => Sparse(x, key, fraction, bias, scale),
            _ => Dense(x, key, outputs ?? (_draws.Chance(8) ? _draws.Int(60, 140) : _draws.Int(3, 20)), fraction, bias, scale),
        });
    }

    public Connection Dense(Wire x, string key, int outputs, int fraction, string bias, double scale, string delay = "")
    {
        Shape shape = [outputs, x.Shape[^1]];
        var bound = Weights($"{key}.weight", shape, x.Shape[^1], fraction, scale);
        delay = delay == "" ? Delay(x, key, shape) : delay;
        return Make(key, $"dense({outputs}{Bias(key, bias, outputs, fraction)}{delay})", x, Shape.Of(x.Shape.Take(x.Shape.Rank - 1).Append(outputs)),
            outputs, fraction, bound, bias);
    }

    private Connection Convolution(string op, Wire x, string key, int fraction, string bias, double scale, int? channels)
    {
        var rank = op == "conv1d" ? 1 : 2;
        var kernel = Math.Min(x.Shape.Skip(1).Min(), _draws.Int(1, 3));
        var dilation = channels is null && x.Shape.Skip(1).Min() >= (2 * (kernel - 1)) + 1 && _draws.Chance(30) ? 2 : 1;
        var (stride, padding) = (_draws.Chance(25) ? 2 : 1, _draws.Int(0, kernel / 2));
        var groups = channels is null && x.Shape[0] % 2 == 0 && _draws.Chance(30) ? 2 : 1;
        var outputs = channels ?? _draws.Pick(2, 4, 8);
        var taps = rank == 1 ? kernel : kernel * kernel;
        var shape = Shape.Of(new[] { outputs, x.Shape[0] / groups }.Concat(Enumerable.Repeat(kernel, rank)));
        var bound = Weights($"{key}.weight", shape, taps * x.Shape[0] / groups, fraction, scale);
        var element = $"{op}({outputs}, {kernel}, stride = {stride}, padding = {padding}, dilation = {dilation}, groups = {groups}"
            + $"{Bias(key, bias, outputs, fraction)}{(channels is null ? Delay(x, key, shape) : "")})";
        var extents = x.Shape.Skip(1).Select(extent => ((extent + (2 * padding) - (dilation * (kernel - 1)) - 1) / stride) + 1);
        return Make(key, element, x, Shape.Of(extents.Prepend(outputs)), outputs, fraction, bound, bias);
    }

    private Connection Sparse(Wire x, string key, int fraction, string bias, double scale)
    {
        var form = _draws.Pick(0, 1, 2, 3, 4, 4, 5);
        var outputs = form == 0 ? x.Size : _draws.Int(4, 8);
        var fan = Math.Min(3, x.Size);
        var target = outputs;
        var bound = (form == 2 ? fan : x.Size) * scale;
        var pattern = form switch
        {
            0 => Ruled(key, "one_to_one", [x.Size], fraction, scale),
            1 => Ruled(key, $"probability(0.4, seed = {_draws.Int(0, 99)})", [], fraction, scale),
            2 => Ruled(key, $"fixed_fan_in({fan}, seed = {_draws.Int(0, 99)})", [target * fan], fraction, scale),
            _ => Stored(key, form, outputs, x.Size, fraction, scale),
        };
        var biased = bias == "none" ? "" : $", bias = w[\"{key}.bias\"]";
        Bias(key, bias, outputs, fraction);
        var delay = form is 0 or 1 && _draws.Chance(40) ? $", delay = {_draws.Int(1, 3)} ms" : "";
        return Make(key, $"sparse({pattern}{biased}{delay})", x, [outputs], outputs, fraction, bound, bias);
    }

    private string Ruled(string key, string rule, Shape weights, int fraction, double scale)
    {
        Weights($"{key}.weight", weights, 4, fraction, scale);
        return _draws.Chance(50) ? rule : $"{rule}, weight = w[\"{key}.weight\"]";
    }

    // CSR, COO, or a matrix of which the zeros are no synapses.
    private string Stored(string key, int form, int outputs, int inputs, int fraction, double scale)
    {
        var synapses = (from to in Enumerable.Range(0, outputs)
                        from at in Enumerable.Range(0, inputs)
                        where _draws.Chance(40) || at == to
                        select (to, at)).ToList();
        Shape count = [synapses.Count];
        if (form == 5)
        {
            Weights($"{key}.data", count, 4, fraction, scale);
            var data = text.Tensors.Read($"{key}.data").ToDoubles();
            var matrix = new double[outputs * inputs];
            for (var i = 0; i < data.Length; i++)
            {
                matrix[(synapses[i].to * inputs) + synapses[i].at] = data[i];
            }

            text.Tensors.Set($"{key}.matrix", [outputs, inputs], matrix);
            return $"w[\"{key}.matrix\"]";
        }

        Weights($"{key}s.data", count, 4, fraction, scale);
        text.Tensors.SetIndices(form == 3 ? $"{key}s.indices" : $"{key}s.col", synapses.Select(synapse => synapse.at));
        if (form == 3)
        {
            text.Tensors.SetIndices($"{key}s.indptr", Enumerable.Range(0, outputs + 1).Select(row => synapses.Count(synapse => synapse.to < row)));
        }
        else
        {
            text.Tensors.SetIndices($"{key}s.row", synapses.Select(synapse => synapse.to));
        }

        return $"w[\"{key}s\"]";
    }

    private Connection Make(string key, string element, Wire x, Shape shape, int targets, int fraction, double bound, string bias)
    {
        var grid = Grid.Product(x.Grid, new Grid(fraction, bound));
        grid = bias == "none" ? grid : Grid.Sum(grid, new Grid(fraction, bias == "knob" ? 100 : 1));
        return new Connection(key, element, x.AsSignal() with { Name = key, Shape = shape, Grid = grid, IsExact = grid is not null }, targets);
    }

    // More that excites than inhibits; the result bounds what one target can get from inputs of 1.
    private double Weights(string key, Shape shape, int fanIn, int fraction, double scale)
    {
        var top = (int)Math.Max(2, Math.ScaleB(scale / Math.Sqrt(fanIn), fraction));
        text.Tensors.Set(key, shape, _draws.Dyadics((int)shape.Size, -top / 2, top, fraction));
        return fanIn * Math.ScaleB(top, -fraction);
    }

    private string Bias(string key, string bias, int outputs, int fraction)
    {
        if (bias == "none")
        {
            return ", bias = none";
        }

        if (bias == "label")
        {
            text.Tensors.Set($"{key}.bias", [outputs], _draws.Dyadics(outputs, -1, 1, Math.Min(fraction, 2)));
        }

        return "";
    }

    private string Delay(Wire x, string key, Shape weights)
    {
        if (!x.IsTimed || !_draws.Chance(25))
        {
            return "";
        }

        if (_draws.Chance(50))
        {
            return $", delay = {_draws.Pick("1 step", "2 ms", "1.4 ms", "3 step")}";
        }

        text.Tensors.Set($"{key}.late", weights, _draws.Dyadics((int)weights.Size, 0, 4, 0));
        return $", delay = w[\"{key}.late\"] * 1 ms";
    }
}
