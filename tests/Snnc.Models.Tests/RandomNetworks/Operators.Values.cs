using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Tensors;

namespace Snnc.Models.Tests.RandomNetworks;

// Operators that compute, and those between frames and time.
internal sealed partial class Operators
{
    private Wire? Compute(string op, Wire x)
    {
        switch (op)
        {
            case "relu":
                return Node(x, op, x.AsSignal());
            case "scale":
                return Scale(x);
            case "mul":
                return text.Wires.Contains(x) && x.Kind != ValueKind.Frame && x.Grid is not null
                    ? Join("mul", x.AsSignal(), Grid.Product(x.Grid, x.Grid)) : null;
            case "reduce_sum":
                var sum = Grid.Product(x.Grid, new Grid(0, x.Shape[^1]));
                return x.Shape.Rank < 2 ? null : Node(x, "reduce_sum(axis = -1)", x.Rounded(Without(x.Shape)) with { Grid = sum, IsExact = sum is not null });
            case "reduce_mean":
                return x.Shape.Rank < 2 ? null : Node(x, "reduce_mean(-1)", x.Rounded(Without(x.Shape)));
            case "matmul":
                return MatMul(As(x, 2));
            case "softmax":
                return Node(x, _draws.Pick("softmax", "softmax(axis = 0)"), x.Rounded());
            // Where values may all but agree, as membranes do, a layernorm makes numbers of what rounding left.
            case "layernorm" when x.Grid is null:
                return null;
            case "batchnorm" or "layernorm":
                return Normalise(op, x);
            default:
                return Node(x, op, x.Rounded());
        }
    }

    private static Shape Without(Shape shape) => Shape.Of(shape.Take(shape.Rank - 1));

    private Wire Scale(Wire x)
    {
        if (x.Grid is { } && x.Shape.Rank != 3 && _draws.Chance(50))
        {
            var grid = Grid.Product(x.Grid, new Grid(1, 1.5));
            return Node(x, $"scale({_draws.Pick("0.5", "1.5", "-1")})", x.AsSignal() with { Grid = grid });
        }

        var key = text.Fresh("k");
        var channels = x.Shape.Rank == 3;
        text.Tensors.Set(key, channels ? [x.Shape[0]] : x.Shape, _draws.Dyadics(channels ? x.Shape[0] : x.Size, -4, 8, 2));
        return Node(x, channels ? $"scale(per_channel(w[\"{key}\"]))" : $"scale(w[\"{key}\"])",
            x.AsSignal() with { Grid = Grid.Product(x.Grid, new Grid(2, 2)) });
    }

    private Wire? MatMul(Wire x)
    {
        if (x.IsWhole)
        {
            return null;
        }

        var turned = Node(x, "permute(1, 0)", x with { Shape = [x.Shape[1], x.Shape[0]] });
        var label = text.Fresh("n");
        text.Member($"({text.Read(x)}, {text.Read(turned)}) -> {label}: matmul;");
        return text.Add(x.Rounded([x.Shape[0], x.Shape[0]]) with { Name = label });
    }

    private Wire Normalise(string op, Wire x)
    {
        var label = text.Fresh("norm");
        var extent = op == "batchnorm" ? x.Shape[0] : x.Shape[^1];
        Shape shape = [extent];
        if (op == "batchnorm")
        {
            text.Tensors.Set($"{label}.running_mean", shape, _draws.Dyadics(extent, -4, 8, 4));
            text.Tensors.Set($"{label}.running_var", shape, _draws.Dyadics(extent, 8, 32, 4));
        }

        if (_draws.Chance(60))
        {
            text.Tensors.Set($"{label}.weight", shape, _draws.Dyadics(extent, 8, 24, 4));
            text.Tensors.Set($"{label}.bias", shape, _draws.Dyadics(extent, -8, 8, 4));
        }

        text.Member($"{text.Read(x)} -> {label}: {op};");
        return text.Add(x.Rounded() with { Name = label });
    }

    private Wire? Decode(string op, Wire x)
    {
        if (!x.IsTimed || (op is "count" or "first_spike" && x.Kind != ValueKind.Spikes))
        {
            return null;
        }

        var steps = text.Steps ?? 4;
        var sum = Grid.Product(x.Grid, new Grid(0, steps));
        var frame = x with { Kind = ValueKind.Frame };
        var every = text.IsStream ? "(every = 4 ms)" : "";
        return Node(x, op + every, op switch
        {
            "sum" or "count" => frame with { Grid = sum, IsExact = x.IsWhole || sum is not null },
            "mean" => frame.Rounded(),
            "first_spike" => frame with { Grid = new Grid(0, steps) },
            _ => frame,
        });
    }

    private Wire? Encode(string op, Wire x)
    {
        if (op == "encode.delta")
        {
            return x.Kind != ValueKind.Signal || !x.IsExact ? null
                : Node(x, $"encode.delta({_draws.Pick("0.25", "0.5")})",
                    x with { Kind = ValueKind.Spikes, Shape = Shape.Of(x.Shape.Prepend(2)), Grid = Grid.Spikes });
        }

        if (x.IsTimed || text.IsStream || !x.IsExact || (op == "encode.rows" && x.Shape[0] != text.Steps))
        {
            return null;
        }

        var spikes = x with { Kind = ValueKind.Spikes, Grid = Grid.Spikes };
        return op switch
        {
            "encode.constant" => Node(x, op, x with { Kind = ValueKind.Signal }),
            "encode.rows" => Node(x, "encode.rows(axis = 0)", x with { Kind = ValueKind.Signal, Shape = Shape.Of(x.Shape.Skip(1)) }),
            "encode.rate" => Node(x, $"encode.rate(max = {_draws.Pick("2", "3", "1")}, seed = {_draws.Int(0, 1000)})", spikes),
            _ => Node(x, $"encode.latency({_draws.Pick("8 ms", "5 step", "12.5 ms")}, max = {_draws.Pick("2", "1.5")})", spikes),
        };
    }
}
