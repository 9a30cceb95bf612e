using System;
using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Tensors;

namespace Snnc.Models.Tests.RandomNetworks;

/// <summary>Puts an operator behind a value, where it can stand there.</summary>
internal sealed partial class Operators(ProgramText text)
{
    private static readonly string[] OfWholes = ["flatten", "reshape", "permute", "slice", "concat", "add", "delay", "sum", "last", "max", "argmax"];

    private readonly Draws _draws = text.Draws;

    /// <summary>The operators that keep a value exact and in its domain.</summary>
    public static string[] Moving { get; } =
    [
        "flatten", "reshape", "permute", "slice", "concat", "add", "delay", "sumpool2d", "maxpool2d", "avgpool2d", "mul", "relu", "scale", "pairs",
        "reduce_sum",
    ];

    /// <summary>The operators that round.</summary>
    public static string[] Rounding { get; } =
        ["sigmoid", "tanh", "gelu", "softmax", "layernorm", "batchnorm", "reduce_mean", "matmul", "dense", "conv1d", "conv2d", "avgpool2d", "mul"];

    public static string[] Decoders { get; } = ["sum", "mean", "last", "max", "count", "first_spike"];

    public static string[] Encoders { get; } = ["encode.constant", "encode.rate", "encode.latency", "encode.rows"];

    /// <summary>The result, or null where it cannot stand.</summary>
    public Wire? Apply(string op, Wire x)
    {
        if (x.IsWhole && !OfWholes.Contains(op))
        {
            return null;
        }

        return Decoders.Contains(op) ? Decode(op, x) : op.StartsWith("encode.", StringComparison.Ordinal) ? Encode(op, x) : op switch
        {
            "flatten" or "reshape" or "permute" or "slice" or "concat" or "add" or "delay" or "pairs" => Move(op, x),
            "dense" or "conv1d" or "conv2d" or "sparse" => new Connections(text, this).Loose(op, x),
            "sumpool2d" or "maxpool2d" or "avgpool2d" => Pool(op, As(x, 3)),
            "argmax" => x.IsTimed || x.Grid is null ? null : Node(x, op, ArgMax(x)),
            "threshold" => !x.IsTimed || !x.IsExact ? null
                : Node(x, $"threshold({_draws.Pick("0.25", "1", "0.125")})", x with { Kind = ValueKind.Spikes, Grid = Grid.Spikes }),
            "embedding" => Embedding(x),
            _ => Compute(op, x),
        };
    }

    /// <summary>The value with that many axes.</summary>
    public Wire As(Wire x, int rank)
    {
        if (x.Shape.Rank == rank)
        {
            return x;
        }

        int[] extents = rank switch
        {
            1 => [x.Size],
            2 => x.Size % 2 == 0 ? [2, x.Size / 2] : [1, x.Size],
            _ => x.Size % 16 == 0 ? [x.Size / 16, 4, 4] : x.Size % 4 == 0 ? [x.Size / 4, 2, 2] : [1, 1, x.Size],
        };
        return rank == 1 && _draws.Chance(50) ? Node(x, "flatten", x with { Shape = Shape.Of(extents) }) : Reshape(x, extents);
    }

    public Wire Node(Wire x, string element, Wire result) => text.Node(x, element, result);

    private static Wire ArgMax(Wire x) =>
        x with { Shape = Shape.Of(x.Shape.Take(x.Shape.Rank - 1)), Grid = new Grid(0, x.Shape[^1]), IsWhole = true };

    private Wire Reshape(Wire x, int[] extents) =>
        Node(x, $"reshape({string.Join(", ", extents)})", x with { Shape = Shape.Of(extents) });

    private Wire? Move(string op, Wire x)
    {
        switch (op)
        {
            case "flatten":
                return x.Shape.Rank == 3 && _draws.Chance(40)
                    ? Node(x, "flatten(start = 1)", x with { Shape = [x.Shape[0], x.Shape[1] * x.Shape[2]] })
                    : Node(x, op, x with { Shape = [x.Size] });
            case "reshape":
                return Reshape(x, x.Size % 4 == 0 ? [4, x.Size / 4] : [x.Size, 1]);
            case "permute":
                return Permute(x.Shape.Rank == 1 ? As(x, 2) : x);
            case "slice":
                return Slice(x);
            case "concat":
                return Join("concat", x, Grid.Sum(x.Grid, x.Grid)?.Bits > 0 ? x.Grid : null);
            case "add":
                return Join("add", x, Grid.Sum(x.Grid, x.Grid));
            case "pairs":
                var rows = As(x, 2);
                return rows.IsWhole || rows.Shape[0] > 6 ? null
                    : Node(rows, op, rows.AsSignal() with { Shape = [rows.Shape[0] * (rows.Shape[0] + 1) / 2, 2 * rows.Shape[1]] });
            default:
                return !x.IsTimed ? null : Node(x, Delay(x), x);
        }
    }

    private string Delay(Wire x)
    {
        if (_draws.Chance(60))
        {
            return $"delay({_draws.Pick("1 step", "2 ms", "3 step", "0 ms")})";
        }

        var key = text.Fresh("late");
        text.Tensors.Set(key, x.Shape, _draws.Dyadics(x.Size, 0, 4, 0));
        return $"delay(w[\"{key}\"] * 1 step)";
    }

    private Wire Permute(Wire x)
    {
        var axes = _draws.Of(FsCheck.Fluent.Gen.Shuffle(Enumerable.Range(0, x.Shape.Rank).ToArray()));
        return Node(x, $"permute({string.Join(", ", axes)})", x with { Shape = Shape.Of(axes.Select(axis => x.Shape[axis])) });
    }

    private Wire? Slice(Wire x)
    {
        var axis = Enumerable.Range(0, x.Shape.Rank).MaxBy(i => x.Shape[i]);
        if (x.Shape[axis] < 4)
        {
            return null;
        }

        var bounds = _draws.Pick("1, -1", $"1, {x.Shape[axis] - 1}");
        return Node(x, $"slice({bounds}, axis = {axis})", x with { Shape = Shape.Of(x.Shape.Select((extent, i) => i == axis ? extent - 2 : extent)) });
    }

    // With another value that fits, or with itself later on.
    private Wire? Join(string op, Wire x, Grid? grid)
    {
        var other = text.Wires.LastOrDefault(y => y != x && y.Shape == x.Shape && y.Kind == x.Kind && y.IsWhole == x.IsWhole
            && y.IsExact && y.Grid is { } g && g.Bound <= (x.Grid?.Bound ?? 0) && g.Fraction <= x.Grid!.Value.Fraction) ?? x;
        var label = text.Fresh("n");
        var axis = op == "concat" && x.Shape.Rank > 1 ? "(axis = 1)" : "";
        text.Member($"({text.Read(x)}, {text.Read(other)}) -> {label}: {op}{axis};");
        var at = axis == "" ? 0 : 1;
        var shape = op == "concat" ? Shape.Of(x.Shape.Select((extent, i) => i == at ? 2 * extent : extent)) : x.Shape;
        var isMoved = op == "concat";
        return text.Add(x with { Name = label, Shape = shape, Grid = isMoved ? x.Grid : grid, IsExact = x.IsExact });
    }

    private Wire? Pool(string op, Wire x)
    {
        if (x.Shape[1] < 2 || x.Shape[2] < 2)
        {
            return null;
        }

        var wide = x.Shape[1] >= 4 && _draws.Chance(40);
        var size = wide ? "3, stride = 1, padding = 1" : "2";
        Shape shape = wide ? x.Shape : [x.Shape[0], x.Shape[1] / 2, x.Shape[2] / 2];
        int taps = wide ? 9 : 4;
        var (grid, kind) = op switch
        {
            "maxpool2d" => (x.Grid, x.Kind),
            "sumpool2d" => (Grid.Product(x.Grid, new Grid(0, taps)), x.Kind),
            _ => (wide ? null : Grid.Product(x.Grid, new Grid(2, 1)), x.AsSignal().Kind),
        };
        var isExact = x.IsExact && (op == "maxpool2d" || grid is not null);
        return Node(x, $"{op}({size})", x with { Shape = shape, Kind = kind, Grid = grid, IsExact = isExact });
    }

    private Wire? Embedding(Wire x)
    {
        if (x.Grid is not { Fraction: 0, Bound: <= 16 } grid)
        {
            return null;
        }

        var label = text.Fresh("table");
        var rows = (int)grid.Bound + 1;
        text.Tensors.Set($"{label}.weight", [rows, 3], _draws.Dyadics(rows * 3, -16, 16, 3));
        text.Member($"{text.Read(x)} -> {label}: embedding(3);");
        return text.Add(x.AsSignal() with { Name = label, Shape = Shape.Of(x.Shape.Append(3)), Grid = new Grid(3, 2) });
    }
}
