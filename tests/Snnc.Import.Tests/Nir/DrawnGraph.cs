using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Tensors;
using Snnc.Import.Nir;

namespace Snnc.Import.Tests.Nir;

/// <summary>An edge of a drawn graph, and whether it closes a cycle and so is heard a step later.</summary>
internal sealed record DrawnEdge(string From, string To, bool IsLate = false);

/// <summary>A graph drawn at random: its nodes in an order in which they can be computed. Every primitive, forks and joins, feedback, nested graphs.</summary>
internal sealed class DrawnGraph
{
    private readonly Random _random;
    private readonly NirReadingOptions _reading;
    private readonly bool _isOfSnnTorch;
    private string _last = "";

    public DrawnGraph(Random random, NirReadingOptions reading, bool isOfSnnTorch)
    {
        (_random, _reading, _isOfSnnTorch) = (random, reading, isOfSnnTorch);
        int[] shape = random.Next(3) switch
        {
            0 => [random.Next(1, 4), random.Next(5, 9), random.Next(5, 9)],
            1 => [random.Next(1, 4), random.Next(6, 11)],
            _ => [random.Next(1, 7)],
        };
        Add("Input", shape, ("shape", Wholes(shape)));
        var count = random.Next(2, 8);
        for (var i = 0; i < count; i++)
        {
            Grow();
        }

        Population();
        Follow("Output", Shape, ("shape", Wholes(Shape)));
        AddEnds();
    }

    public List<NirPrimitive> Nodes { get; } = [];

    public List<DrawnEdge> Edges { get; } = [];

    public Dictionary<string, int[]> Shapes { get; } = [];

    private int[] Shape => Shapes[_last];

    private int Size => Shape.Aggregate(1, (a, b) => a * b);

    /// <summary>The graph as NIR has it, edges in any order; with a part of it in a graph of its own, if one is asked for.</summary>
    public NirGraph ToNir(bool isNested)
    {
        var edges = Edges.Select(edge => new NirEdge(edge.From, edge.To)).OrderBy(_ => _random.Next()).ToList();
        if (!isNested)
        {
            return new NirGraph("", Nodes, edges);
        }

        // From one node of the chain to another, where nothing else leads in or out.
        var cuts = Enumerable.Range(1, Nodes.Count - 1).Where(IsCut).ToList();
        var (from, to) = cuts.Count < 2 ? (0, 0) : (cuts[0], cuts[^1]);
        var inner = Nodes.Skip(from).Take(to - from).Where(node => node.Type is not ("Input" or "Output")).Select(node => node.Name).ToHashSet();
        var entry = Edges.Find(edge => !inner.Contains(edge.From) && inner.Contains(edge.To));
        var exit = Edges.Find(edge => inner.Contains(edge.From) && !inner.Contains(edge.To));
        if (entry is null || exit is null || inner.Count != to - from)
        {
            return new NirGraph("", Nodes, edges);
        }

        var nested = new NirGraph("sub", [.. Nodes.Where(node => inner.Contains(node.Name)), End("input", entry.From), End("output", exit.From)],
            [.. edges.Where(edge => inner.Contains(edge.From) && inner.Contains(edge.To)), new("input", entry.To), new(exit.From, "output")]);
        return new NirGraph("", [.. Nodes.Where(node => !inner.Contains(node.Name)), nested],
            [.. edges.Where(edge => !inner.Contains(edge.From) && !inner.Contains(edge.To)), new(entry.From, "sub"), new("sub", exit.To)]);
    }

    private NirPrimitive End(string name, string like) =>
        new(name, name == "input" ? "Input" : "Output", new Dictionary<string, NirField> { ["shape"] = Wholes(Shapes[like]) });

    // Exactly one edge crosses from before to the node at this index or behind it.
    private bool IsCut(int index)
    {
        var before = Nodes.Take(index).Select(node => node.Name).ToHashSet();
        return Edges.Count(edge => before.Contains(edge.From) != before.Contains(edge.To)) == 1;
    }

    private void Grow()
    {
        switch (_random.Next(10))
        {
            case 0 when Shape.Length > 1:
                Flatten();
                break;
            case 1:
                Follow("Scale", Shape, ("scale", Values(0.5, 1.5)));
                break;
            case 2:
                Follow("Delay", Shape, ("delay", Reals(() => _random.Next(0, 4) * _reading.Step)));
                break;
            case 3 when Nodes[^1].Type != "Threshold":
                Follow("Threshold", Shape, ("threshold", Values(-0.31, 0.93)));
                break;
            case 4:
                Fork();
                break;
            case 5 or 6:
                Population();
                break;
            default:
                Connect();
                break;
        }
    }

    private void Connect()
    {
        if (Shape.Length == 3 && _random.Next(3) == 0)
        {
            Pool();
        }
        else if (Shape.Length > 1 && _random.Next(4) > 0)
        {
            Convolution();
        }
        else
        {
            Linear();
        }
    }

    private void Linear()
    {
        int rows = _random.Next(1, 7), columns = Shape[^1];
        int[] weight = Shape.Length > 1 && _random.Next(2) == 0 ? [.. Shape[..^1], rows, columns] : [rows, columns];
        var fields = new List<(string, NirField)> { ("weight", Grid(weight)) };
        if (_random.Next(2) == 0)
        {
            fields.Add(("bias", Grid([rows])));
        }

        Follow(fields.Count == 2 ? "Affine" : "Linear", [.. Shape[..^1], rows], [.. fields]);
    }

    private void Convolution()
    {
        var rank = Shape.Length - 1;
        var groups = _random.Next(3) == 0 ? Shape[0] : 1;
        var outputs = groups * _random.Next(1, 3);
        var isRegular = _random.Next(2) == 0;
        int[] Axes(int least, int most)
        {
            var same = _random.Next(least, most + 1);
            return [.. Enumerable.Range(0, rank).Select(_ => isRegular ? same : _random.Next(least, most + 1))];
        }

        int[] kernel = Axes(1, 3), strides = Axes(1, 2), dilations = Axes(1, 2), padding = Axes(0, 2);
        var word = _random.Next(6) switch
        {
            0 when strides.All(stride => stride == 1) => "same",
            1 => "valid",
            _ => null,
        };
        var extents = new List<int> { outputs };
        for (var a = 0; a < rank; a++)
        {
            var span = dilations[a] * (kernel[a] - 1);
            var zeros = word is null ? 2 * padding[a] : word == "same" ? span : 0;
            extents.Add(((Shape[a + 1] + zeros - span - 1) / strides[a]) + 1);
            if (Shape[a + 1] + zeros - span < 1)
            {
                return;
            }
        }

        Follow($"Conv{rank}d", [.. extents], ("weight", Grid([outputs, Shape[0] / groups, .. kernel])), ("bias", Grid([outputs])), ("stride", Sizes(strides)),
            ("padding", word is null ? Sizes(padding) : new NirField(Compiler.Tensors.Shape.Scalar, new[] { word })), ("dilation", Sizes(dilations)),
            ("groups", NirField.Of((long)groups)), ("input_shape", Sizes(Shape[1..])));
    }

    // A file may have one number for a conv1d's only axis.
    private NirField Sizes(int[] sizes) => sizes.Length == 1 && _random.Next(2) == 0 ? NirField.Of((long)sizes[0]) : Wholes(sizes);

    private void Pool()
    {
        int[] kernel = [_random.Next(1, 4), _random.Next(1, 4)], strides = [_random.Next(1, 4), _random.Next(1, 4)], padding = [_random.Next(2), _random.Next(2)];
        if (_random.Next(2) == 0)
        {
            (kernel[1], strides[1], padding[1]) = (kernel[0], strides[0], padding[0]);
        }

        padding = [Math.Min(padding[0], kernel[0] / 2), Math.Min(padding[1], kernel[1] / 2)];
        int[] output = [Shape[0], .. Enumerable.Range(0, 2).Select(a => ((Shape[a + 1] + (2 * padding[a]) - kernel[a]) / strides[a]) + 1)];
        if (Enumerable.Range(0, 2).All(a => Shape[a + 1] + (2 * padding[a]) >= kernel[a]))
        {
            Follow(_random.Next(2) == 0 ? "SumPool2d" : "AvgPool2d", output, ("kernel_size", Wholes(kernel)), ("stride", Wholes(strides)), ("padding", Wholes(padding)));
        }
    }

    private void Flatten()
    {
        var start = _random.Next(Shape.Length - 1);
        int[] output = [.. Shape[..start], Shape[start..].Aggregate(1, (a, b) => a * b)];
        Follow("Flatten", output, ("start_dim", NirField.Of((long)start)), ("end_dim", NirField.Of(-1L)), ("input_type", Wholes(Shape)));
    }

    // Two ways that meet again: the edges into the node after are a sum.
    private void Fork()
    {
        var from = _last;
        Follow("Scale", Shape, ("scale", Values(0.5, 1.5)));
        var left = _last;
        Follow("Scale", Shape, ("scale", Values(-1, 1)));
        Edges.Add(new DrawnEdge(_random.Next(2) == 0 ? from : left, Name(Nodes.Count)));
        if (_random.Next(2) == 0)
        {
            Population(isFed: true);
        }
        else
        {
            Follow("Scale", Shape, ("scale", Values(0.5, 1.5)));
        }
    }

    private void Population(bool isFed = false)
    {
        string[] types = ["LI", "LIF", "CubaLI", "CubaLIF", "I", "IF"];
        var type = types[_random.Next(_isOfSnnTorch ? 4 : 6)];
        var fields = new List<(string, NirField)>();
        foreach (var field in NirSchema.ParametersOf(type))
        {
            if (field is not ("v_reset" or "w_in") || _random.Next(2) == 0)
            {
                fields.Add((field, field == "r" && type is ("I" or "IF") ? Values(0.5 / _reading.Gain, 3 / _reading.Gain) : Parameter(field)));
            }
        }

        if (_isOfSnnTorch && fields.FindIndex(field => field.Item1 is "tau" or "tau_mem") is >= 0 and var tau)
        {
            var taus = fields[tau].Item2.Reals;
            fields[fields.FindIndex(field => field.Item1 == "r")] = ("r", new NirField(fields[tau].Item2.Shape, Array.ConvertAll(taus, x => x / _reading.Step)));
        }

        Follow(type, Shape, [.. fields]);
        if (!isFed && Shape.Length == 1 && _random.Next(3) == 0)
        {
            Feedback();
        }
    }

    private NirField Parameter(string field) => field switch
    {
        "tau" or "tau_mem" or "tau_syn" => Reals(() => (_random.Next(4, 40) + 0.5) * _reading.Step),
        "r" => Values(0.5, 3),
        "v_threshold" => Values(0.3, 1.1),
        "w_in" => Values(0.5, 3),
        _ => Values(-0.2, 0.2),
    };

    private void Feedback()
    {
        var population = _last;
        if (_random.Next(3) == 0)
        {
            Edges.Add(new DrawnEdge(population, population, IsLate: true));
            return;
        }

        var name = Name(Nodes.Count);
        Nodes.Insert(Nodes.Count - 1, _random.Next(3) == 0
            ? Primitive(name, "Scale", [("scale", Values(-1, 1))])
            : Primitive(name, "Affine", [("weight", Grid([Size, Size])), ("bias", Grid([Size]))]));
        Shapes[name] = Shape;
        Edges.Add(new DrawnEdge(population, name, IsLate: true));
        Edges.Add(new DrawnEdge(name, population));
    }

    // A second input or output somewhere.
    private void AddEnds()
    {
        if (_random.Next(4) == 0 && Nodes.Find(node => node.Type is "Scale" or "LIF" or "IF" or "Affine") is { } target
            && Edges.Find(edge => edge.To == target.Name && !edge.IsLate) is { } into)
        {
            var name = "second.input";
            Nodes.Insert(0, Primitive(name, "Input", [("shape", Wholes(Shapes[into.From]))]));
            Shapes[name] = Shapes[into.From];
            Edges.Add(new DrawnEdge(name, target.Name));
        }

        if (_random.Next(4) == 0)
        {
            var from = Nodes[_random.Next(Nodes.Count - 1)].Name;
            Nodes.Add(Primitive("second output", "Output", [("shape", Wholes(Shapes[from]))]));
            Shapes["second output"] = Shapes[from];
            Edges.Add(new DrawnEdge(from, "second output"));
        }
    }

    private void Follow(string type, int[] shape, params (string, NirField)[] fields)
    {
        Edges.Add(new DrawnEdge(_last, Name(Nodes.Count)));
        Add(type, shape, fields);
    }

    private void Add(string type, int[] shape, params (string, NirField)[] fields)
    {
        _last = Name(Nodes.Count);
        Nodes.Add(Primitive(_last, type, fields));
        Shapes[_last] = shape;
    }

    private static NirPrimitive Primitive(string name, string type, (string Name, NirField Field)[] fields) =>
        new(name, type, fields.ToDictionary(field => field.Name, field => field.Field));

    private static string Name(int index) => index % 3 == 0 ? $"{index}" : index % 3 == 1 ? $"n{index}.x" : $"node{index}";

    private static NirField Wholes(int[] sizes) => NirField.Of(Array.ConvertAll(sizes, size => (long)size));

    // One number for all, or one for each; in single or double precision.
    private NirField Reals(Func<double> draw)
    {
        var same = draw();
        var isUniform = _random.Next(2) == 0;
        var values = Enumerable.Range(0, Size).Select(_ => isUniform ? same : draw()).ToArray();
        var shape = isUniform && _random.Next(3) == 0 ? Compiler.Tensors.Shape.Scalar : Compiler.Tensors.Shape.Of(Shape);
        values = shape.Rank == 0 ? values[..1] : values;
        return new NirField(shape, _random.Next(2) == 0 && !_isOfSnnTorch ? Array.ConvertAll(values, x => (float)x) : values);
    }

    private NirField Values(double low, double high) => Reals(() => low + ((high - low) * _random.Next(1000) / 1000));

    private NirField Grid(int[] shape)
    {
        var values = Enumerable.Range(0, shape.Aggregate(1, (a, b) => a * b)).Select(_ => _random.Next(-12, 17) / 16f).ToArray();
        return new NirField(Compiler.Tensors.Shape.Of(shape), values);
    }
}
