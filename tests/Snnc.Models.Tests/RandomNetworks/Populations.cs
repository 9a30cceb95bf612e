using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Tensors;

namespace Snnc.Models.Tests.RandomNetworks;

/// <summary>Draws populations with what leads to them: connections, loops, second ports, blocks.</summary>
internal sealed class Populations(ProgramText text, Operators operators)
{
    private readonly Draws _draws = text.Draws;
    private readonly Connections _connections = new(text, operators);
    private readonly DrawnModels _models = new(text.Draws);

    /// <summary>A layer that spikes, behind a value whose sums are exact.</summary>
    /// <param name="recurs">Whether it must hear itself.</param>
    public Wire Spiking(Wire x, string? op = null, bool recurs = false)
    {
        var model = Model(x.Kind == ValueKind.Spikes && x.Grid!.Value.Bound <= 4);
        op ??= _draws.Pick("dense", "dense", "conv2d", "conv1d", "sparse");
        return Spiking(_connections.Draw(op, x, model.IsWhole ? 0 : 12, "knob", model.Greatest / 4), op, model, recurs);
    }

    /// <summary>Two layers that spike, of so many neurons that weights between them are worth to be held in fewer bits.</summary>
    /// <param name="fraction">Weights are multiples of 2^-fraction.</param>
    public Wire Wide(Wire x, int fraction)
    {
        Wire Layer(Wire from, bool recurs)
        {
            var model = Model(canBeWhole: false);
            return Spiking(_connections.Draw("dense", from, fraction, "knob", model.Greatest / 4, _draws.Int(70, 100)), "dense", model, recurs);
        }

        return Layer(Layer(operators.As(x, 1), recurs: false), _draws.Chance(50));
    }

    /// <summary>A convolution to full eights of channels and its population, a state of which is read.</summary>
    public Wire Image(Wire x)
    {
        var model = Model(canBeWhole: false);
        var made = _connections.Draw("conv2d", x, 12, "knob", model.Greatest / 4, 8);
        return Spiking(made, "conv2d", model, recurs: false, isImage: true);
    }

    private Wire Spiking((Wire Source, Connection Made) connection, string op, Model model, bool recurs, bool isImage = false)
    {
        var (source, made) = connection;
        var name = text.Fresh("h");
        Write(source, made, name, model, op == "sparse");
        text.Knobs.Add(new Knob(name, text.Tensors, $"{made.Label}.bias", made.Targets, model));
        text.Count(made.Result, 1);
        var grid = new Grid(0, model.Most);
        var spikes = text.Add(new Wire(name, ValueKind.Spikes, made.Result.Shape, grid));
        if (!isImage)
        {
            Extend(spikes, made.Result, model, recurs);
        }

        if (_draws.Chance(10))
        {
            text.Member($"activity {{ {name} = 0.{_draws.Int(10, 30)}; }}");
        }

        ReadState(name, spikes.Shape, model, isImage ? 100 : 30);
        return spikes;
    }

    /// <summary>A population that gives a value in each step.</summary>
    public Wire Emitting(Wire x)
    {
        var model = _draws.Chance(50) ? PreludeModels.Emitting(_draws) : _models.Real(text.Fresh("cell"), emits: true);
        var (source, made) = _connections.Draw("dense", x, 12, _draws.Pick("label", "none"), 2);
        var name = text.Fresh("g");
        Write(source, made, name, model, false);
        text.Count(made.Result, 1);
        var signal = text.Add(new Wire(name, ValueKind.Signal, made.Result.Shape, null, made.Result.IsExact));
        ReadState(name, signal.Shape, model);
        return signal;
    }

    /// <summary>Instances of a block, one or two in a row.</summary>
    public Wire Block(Wire x)
    {
        x = operators.As(x, 1);
        var (block, name) = (text.Fresh("part"), text.Fresh("r"));
        var (cell, greatest) = _draws.Pick(("lif", 40), ("leaky", 2), ("alif", 40), ("if_neuron", 2), ("ahp", 40));
        text.Declare($$"""
            block {{block}}(width, cell = lif, gap = 1 step) {
                input x: spikes;
                x -> c: dense(width, delay = gap) -> h: cell();
                output y = h;
            }
            """);
        var instances = _draws.Int(1, 2);
        text.Member($"{text.Read(x)} -> {name}: {block}({x.Size}, cell = {cell}){(instances == 2 ? " repeat 2" : "")};");
        foreach (var instance in instances == 2 ? new[] { $"{name}.0", $"{name}.1" } : [name])
        {
            _connections.Dense(x, $"{instance}.c", x.Size, 12, "knob", greatest / 4.0, "in the block");
            text.Knobs.Add(new Knob($"{instance}.h", text.Tensors, $"{instance}.c.bias", x.Size, new Model("", -1, greatest)));
        }

        return text.Add(x with { Name = instances == 2 ? $"{name}.1.y" : name, Kind = ValueKind.Spikes, Grid = Grid.Spikes }, 3 * instances);
    }

    private Model Model(bool canBeWhole) => _draws.Int(0, 9) switch
    {
        < 2 when canBeWhole => _models.Whole(text.Fresh("cell")),
        < 5 => _models.Real(text.Fresh("cell"), emits: false),
        _ => Fitting(canBeWhole),
    };

    private Model Fitting(bool canBeWhole)
    {
        var model = PreludeModels.Spiking(_draws);
        return model.IsWhole && !canBeWhole ? Fitting(canBeWhole) : model;
    }

    private void Write(Wire source, Connection made, string name, Model model, bool isSparse)
    {
        if (model.Declaration != "")
        {
            text.Declare(model.Declaration);
        }

        var extents = isSparse || _draws.Chance(20) ? made.Result.Shape.ToString() : "";
        var use = Argument(Argument(model.Use, "TENSOR", name, made.Result.Shape, 2048, 4000, 12, ""), "TAU", name, made.Result.Shape, 6, 20, 1, " * 1 ms");
        text.Member($"{text.Read(source)} -> {made.Label}: {made.Element} -> {name}{extents}: {use};");
    }

    private string Argument(string use, string word, string name, Shape shape, int low, int high, int fraction, string unit)
    {
        for (var place = use.IndexOf(word, System.StringComparison.Ordinal); place >= 0; place = use.IndexOf(word, System.StringComparison.Ordinal))
        {
            var key = text.Fresh(name + ".p");
            Shape extents = _draws.Chance(50) ? shape : [shape[^1]];
            text.Tensors.Set(key, extents, _draws.Dyadics((int)extents.Size, low, high, fraction));
            use = $"{use[..place]}w[\"{key}\"]{unit}{use[(place + word.Length)..]}";
        }

        return use;
    }

    // A loop, a second edge into the port, or one into the second port.
    private void Extend(Wire spikes, Wire current, Model model, bool recurs)
    {
        if (model.Second is { } port && Other(spikes) is { } other)
        {
            Lead(other, $"{spikes.Name}.{port}", spikes.Shape[^1], 12, model.Greatest / 16);
        }

        if (recurs || (text.Left > 2 && _draws.Chance(40)))
        {
            var delay = $", delay = {_draws.Pick("1 step", "2 ms")}";
            var key = text.Fresh("loop");
            if (_draws.Chance(30))
            {
                text.Tensors.Set($"{key}.late", [spikes.Shape[^1], spikes.Shape[^1]], _draws.Dyadics(spikes.Shape[^1] * spikes.Shape[^1], 1, 3, 0));
                delay = $", delay = w[\"{key}.late\"] * 1 step";
            }

            var loop = _connections.Dense(spikes, key, spikes.Shape[^1], model.IsWhole ? 0 : 12, "none", model.Greatest / 16, delay);
            if (Grid.Sum(loop.Result.Grid, current.Grid) is not null)
            {
                text.Member($"{spikes.Name} -> {key}: {loop.Element} -> {spikes.Name};");
                text.Count(loop.Result, 2);
            }
        }
        else if (!model.IsWhole && text.Left > 1 && _draws.Chance(30) && Other(spikes) is { } another && current.Grid is { Bits: < 22 })
        {
            Lead(another, spikes.Name, spikes.Shape[^1], 12, model.Greatest / 16);
        }
    }

    private Wire? Other(Wire spikes) => text.Wires.Find(wire => wire.Name != spikes.Name && wire is { Kind: ValueKind.Spikes, Grid: { Bound: <= 4 } }
        && wire.Shape.Rank == spikes.Shape.Rank && wire.Shape.SkipLast(1).SequenceEqual(spikes.Shape.SkipLast(1)));

    private void Lead(Wire from, string target, int outputs, int fraction, double scale)
    {
        var key = text.Fresh("side");
        var side = _connections.Dense(from, key, outputs, fraction, "none", scale);
        text.Member($"{text.Read(from)} -> {key}: {side.Element} -> {target};");
        text.Count(side.Result, 1);
    }

    private void ReadState(string name, Shape shape, Model model, int percent = 30)
    {
        if (!_draws.Chance(percent) || text.Left < 1)
        {
            return;
        }

        if (model.WholeState is { } whole && _draws.Chance(60))
        {
            text.Add(new Wire($"{name}.{whole}", ValueKind.Signal, shape, new Grid(0, 1 << 23), IsWhole: true), 0);
        }
        else if (model.State is { } state)
        {
            text.Add(new Wire($"{name}.{state}", ValueKind.Signal, shape, null), 0);
        }
    }
}
