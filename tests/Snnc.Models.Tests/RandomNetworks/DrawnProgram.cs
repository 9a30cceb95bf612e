using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Tensors;
using Snnc.Execution;
using ValueKind = Snnc.Compiler.Ir.ValueKind;

namespace Snnc.Models.Tests.RandomNetworks;

/// <summary>A program with its tensors and what to give it. The same from the same seed.</summary>
internal sealed class DrawnProgram
{
    private readonly ulong _seed;
    private readonly Draws _draws;
    private readonly ProgramText _text;
    private readonly Operators _operators;
    private readonly Populations _populations;

    private DrawnProgram(ulong seed, string feature)
    {
        _seed = seed;
        _draws = new Draws(seed);
        var isStream = feature == "stream" || (!feature.StartsWith("encode.", StringComparison.Ordinal) && _draws.Chance(12));
        int? steps = isStream ? null : _draws.Chance(10) || feature == "many steps" ? _draws.Int(65, 140) : _draws.Int(16, 24);
        _text = new ProgramText(_draws, steps, _draws.Int(5, 12));
        _operators = new Operators(_text);
        _populations = new Populations(_text, _operators);
        Inputs(feature);
        Body(feature);
        Outputs();
        Text = _text.ToString();
    }

    public string Text { get; }

    public TensorStore Tensors => _text.Tensors;

    public IReadOnlyList<Knob> Knobs => _text.Knobs;

    /// <summary>Gets the labels of nodes that round.</summary>
    public IReadOnlySet<string> Rounding => _text.Rounding;

    public int StreamSteps => _text.IsStream ? 20 : 0;

    /// <summary>Draws a program in which a feature is tried for, besides what comes by itself.</summary>
    public static DrawnProgram Draw(ulong seed, string feature) => new(seed, feature);

    public float[][] Sample(int sample) =>
        [.. _text.Inputs.Select((input, place) => input.Values(_seed, sample, place, _text.Steps ?? StreamSteps))];

    private void Inputs(string feature)
    {
        var isFrame = !_text.IsStream
            && (feature == "hybrid" || feature.StartsWith("encode.", StringComparison.Ordinal) ? feature != "encode.delta" : _draws.Chance(35));
        if (isFrame)
        {
            Frames(feature);
        }

        if (!isFrame || _draws.Chance(20))
        {
            var spikes = feature != "encode.delta" && _draws.Chance(60);
            var shape = feature == "conv stack" ? [2, 8, 8] : _draws.Pick<Shape>([12], [8], [4, 4], [2, 4, 4], [1, 6, 6], [16]);
            Input(new Wire(_text.Fresh("x"), spikes ? ValueKind.Spikes : ValueKind.Signal, shape, spikes ? Grid.Spikes : new Grid(3, 2)));
        }
    }

    private Wire Input(Wire wire)
    {
        var kind = wire.Kind.ToString().ToLowerInvariant();
        _text.Member($"input {wire.Name}: {kind}{wire.Shape};");
        var isSpikes = wire.Kind == ValueKind.Spikes;
        _text.Inputs.Add(isSpikes ? new DrawnInput(wire, 1, 1, 0, _draws.Int(20, 45) / 100.0) : new DrawnInput(wire, -4, 16, 3, 0.9));
        _text.Wires.Add(wire);
        return wire;
    }

    // Frames before time: a few operators, then an encoder; and perhaps operators that round, to an output of their own.
    private void Frames(string feature)
    {
        var rows = feature == "encode.rows" || (feature == "" && _draws.Chance(20));
        Shape shape = rows ? [_text.Steps!.Value, 6] : _draws.Pick<Shape>([12], [2, 4, 4], [1, 6, 6], [4, 4]);
        var x = Input(new Wire(_text.Fresh("image"), ValueKind.Frame, shape, new Grid(3, 2)));
        if (_draws.Chance(30))
        {
            Round(x, 2);
        }

        if (!rows && (feature == "hybrid" || _draws.Chance(60)))
        {
            var op = _draws.Pick("relu", "permute", "flatten", "maxpool2d", "sumpool2d", "avgpool2d", "scale", "conv2d", "dense");
            var moved = _operators.Apply(op, x);
            x = moved is { IsExact: true, Grid.Bits: < 16 } ? moved : x;
        }

        var encoder = rows ? "encode.rows" : feature.StartsWith("encode.", StringComparison.Ordinal) ? feature
            : _draws.Pick("encode.constant", "encode.rate", "encode.latency");
        _operators.Apply(encoder, x);
    }

    private void Round(Wire x, int most)
    {
        for (var i = 0; i < most && _text.Left > 1; i++)
        {
            x = _operators.Apply(_draws.Pick(Operators.Rounding), x) ?? x;
        }
    }

    private void Body(string feature)
    {
        if (feature == "conv stack")
        {
            ConvStack();
        }
        else if (feature == "image state")
        {
            _populations.Image(Image());
        }
        else
        {
            Layer(recurs: feature == "loops");
        }

        if (feature == "block" || _draws.Chance(15))
        {
            Block();
        }

        Force(feature);
        while (_text.Left > 2)
        {
            switch (_draws.Int(0, 9))
            {
                case < 4:
                    Layer();
                    break;
                case 4:
                    Emit();
                    break;
                case 5:
                    Block();
                    break;
                default:
                    _operators.Apply(_draws.Pick(Operators.Moving), _draws.Pick([.. _text.Wires]));
                    break;
            }
        }
    }

    // Any operator, on whatever takes it.
    private void Force(string feature)
    {
        if (feature is "loops")
        {
            Layer(recurs: true);
        }
        else if (feature is "hybrid" && _operators.Apply("mean", _text.Wires.FindLast(wire => wire.Kind == ValueKind.Spikes)!) is { } rates)
        {
            _operators.Apply(_draws.Pick("sigmoid", "tanh", "softmax", "relu"), rates);
        }
        else if (feature is "emit")
        {
            Emit();
        }
        else if (feature is "per_channel")
        {
            _operators.Apply("scale", _operators.As(_text.Wires.First(wire => !wire.IsWhole), 3));
        }
        else if (feature is ("8 bits" or "16 bits") && Ready() is { } heard)
        {
            _populations.Wide(heard, feature is "8 bits" ? 5 : 12);
        }
        else if (feature is "sparse" && Ready() is { } ready)
        {
            _populations.Spiking(ready, "sparse");
        }
        else if (Compiler.Symbols.OperatorCatalog.Find(feature) is not null)
        {
            var wires = _draws.Of(FsCheck.Fluent.Gen.Shuffle(_text.Wires.ToArray()));
            _ = wires.Any(wire => _operators.Apply(feature, wire) is not null)
                || (feature == "argmax" && wires.Any(wire =>
                    _operators.Apply("last", wire) is { Grid: not null } last && _operators.Apply(feature, last) is not null));
        }
    }

    // What a layer may sum: spikes, counts or short fractions.
    private Wire? Ready()
    {
        var ready = _text.Wires.Where(wire => wire is { IsTimed: true, IsWhole: false, Grid: { Bits: <= 7 } }).ToArray();
        return ready.Length > 0 ? _draws.Pick(ready) : null;
    }

    // Numbers of too many bits become spikes first.
    private Wire ReadyOrSpikes() =>
        Ready() ?? _operators.Apply("threshold", _text.Wires.First(wire => wire is { IsTimed: true, IsWhole: false, IsExact: true }))!;

    private void Layer(bool recurs = false) => _populations.Spiking(ReadyOrSpikes(), recurs: recurs);

    // Spiking convolutions with poolings between them, as event cameras are read.
    private void ConvStack()
    {
        var x = Image();
        for (var layer = 0; layer < 2; layer++)
        {
            var spikes = _populations.Spiking(x, "conv2d");
            x = _operators.Apply(_draws.Pick("maxpool2d", "sumpool2d"), spikes) is { Grid: not null } pooled ? pooled : spikes;
        }
    }

    private Wire Image() => _operators.As(ReadyOrSpikes(), 3);

    private void Emit()
    {
        if (Ready() is { } x)
        {
            _populations.Emitting(x);
        }
    }

    private void Block()
    {
        if (_text.Left > 3 && _text.Wires.FindLast(wire => wire is { Kind: ValueKind.Spikes, Grid: { Bits: <= 4 }, Size: <= 24 }) is { } x)
        {
            _populations.Block(x);
        }
    }

    private void Outputs()
    {
        foreach (var wire in _text.Wires.Where(_text.IsUnread).ToList())
        {
            var isDecoded = wire.IsTimed && (_text.Left > -2 || _draws.Chance(30)) && _draws.Chance(60);
            var shown = isDecoded ? _operators.Apply(_draws.Pick(Operators.Decoders), wire) ?? wire : wire;
            if (!shown.IsTimed && !shown.IsWhole && _draws.Chance(50))
            {
                Round(shown, 2);
            }
        }

        foreach (var wire in _text.Wires.Where(_text.IsUnread).ToList())
        {
            var type = wire.Shape.Rank > 0 && _draws.Chance(30) ? $": {Kind(wire)}{wire.Shape}" : "";
            var isCounted = wire.Kind == ValueKind.Spikes && !_text.IsStream && _draws.Chance(20);
            _text.Member($"output {_text.Fresh("out")}{(isCounted ? $" = count({wire.Name})" : $"{type} = {wire.Name}")};");
        }
    }

    private static string Kind(Wire wire) => wire.Kind.ToString().ToLowerInvariant();
}
