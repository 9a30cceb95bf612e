using System;
using System.Collections.Generic;
using Snnc.Compiler.Ir;

namespace Snnc.Compiler.CSharp;

/// <summary>Emits what has to do with time: encoders, decoders and delays.</summary>
internal sealed class TimeEmitter(EmitContext context, Node node, string y)
{
    /// <summary>One step of an encoder.</summary>
    public string Encode(Operand x) => node.Op switch
    {
        EncodeRateOp rate =>
            $"Encode.Rate({x.Text}, {Literal.Of(rate.Max)}, {Literal.Of(rate.Seed)}, sample, {context.Time.Steps ?? 0}, t, {y});",
        EncodeLatencyOp latency => $"Encode.Latency({x.Text}, {Literal.Of(latency.Tau)}, {Literal.Of(latency.Max)}, t, {y});",
        EncodeRowsOp rows => $"Encode.Rows({x.Text}, {EmitContext.Axis(x.Type.Shape, rows.Axis)}, t, {y});",
        EncodeDeltaOp delta => Delta(delta, x),
        _ => throw new InvalidOperationException($"{node.Op.GetType().Name} is no encoder."),
    };

    /// <summary>
    /// A decoder: at the end of each step it takes the step in. In a stream the frame that others read stands until the next window ends,
    /// so it is gathered beside it.
    /// </summary>
    /// <param name="atEnd">Conversions of x, which belong to the end of the step too; taken from the list.</param>
    public NodeCode Decode(DecodeOp decode, Operand x, List<string> atEnd)
    {
        var isStream = context.Time.IsStream;
        var window = decode.Every is { } every ? Literal.Of(every) : context.Window;
        var isBeside = isStream ? decode.Kind != DecodeKind.Last : decode.Kind == DecodeKind.Mean && context.Answer is not null;
        var gathered = isBeside ? Gathered(x) : y;
        var step = isStream ? $"t % {window}" : "t";
        var element = node.Type.Element == ElementType.Int ? "long" : "float";
        var listed = context.Layout.ListWhereMade(node.Inputs[0]);
        List<string> lines = [.. atEnd, decode.Kind switch
        {
            DecodeKind.Sum when listed is not null => $"Decode.Sum({listed}, {step}, {gathered});",
            DecodeKind.Mean when listed is not null => Mean(listed, step, window, gathered, y),
            DecodeKind.Sum or DecodeKind.Max => $"Decode.{decode.Kind}<{element}>({x.Text}, {step}, {gathered});",
            DecodeKind.Mean => Mean(x.Text, step, window, gathered, y),
            DecodeKind.Last when ChannelsOf(node.Inputs[0]) is { } channels => $"Decode.Last<float>({x.Text}, {channels}, {step}, {window}, {gathered});",
            _ => $"Decode.{decode.Kind}<{element}>({x.Text}, {step}, {window}, {gathered});",
        }];
        atEnd.Clear();
        if (isStream && gathered != y)
        {
            lines.Add($"Decode.Last<{element}>({gathered}, {step}, {window}, {y});");
        }

        return new NodeCode([], lines);
    }

    // Of a state that is read where it lies, with its channels innermost, how many there are.
    private int? ChannelsOf(ValueRef value)
    {
        var source = context.Layout.Viewed(value);
        return source.State is not null && context.Layout.LiesChannelsLast(source.Node) && context.Layout.KeptOf(source) is null
            ? context.Layout.TypeOf(source).Shape[0] : null;
    }

    // Where an inference may end early, the sum goes on after it was looked at.
    private string Mean(string x, string step, string window, string gathered, string y) =>
        $"Decode.Mean({x}, {step}, {window}, {gathered}{(context.Time.IsStream || gathered == y ? "" : $", {y}")});";

    /// <summary>A delay: read where it stands; written there, or at the end of the step where it needs the past only.</summary>
    public NodeCode Delay(DelayOp delay, Operand x)
    {
        var element = x.ElementName;
        var line = delay.Steps is { } steps
            ? context.StatePart($"DelayLine<{element}>", $"{node.Name}_line", $"new({x.Type.Shape.Size}, {steps})", isLoaded: false)
            : context.StatePart($"DelayLines<{element}>", $"{node.Name}_lines", $"new({DelaysPerElement(delay)})", isLoaded: true);
        return node.ReadsOnlyPast
            ? new NodeCode([$"{line}.Read({y});"], [$"{line}.Write({x.Text});"])
            : NodeCode.Of($"{line}.Step({x.Text}, {y});");
    }

    private string DelaysPerElement(DelayOp delay)
    {
        context.CheckRange(delay.Delays!, delay.LeastSteps, delay.GreatestSteps);
        return context.Constants.ArrayField(delay.Delays!, node.Type.Shape);
    }

    private string Gathered(Operand x)
    {
        var field = context.Scratch(node.Type.Element == ElementType.Int ? "long" : "float", $"{node.Name}_gathered", x.Type.Shape.Size);
        context.Parts.StateArrays.Add(field);
        return field;
    }

    private string Delta(EncodeDeltaOp delta, Operand x)
    {
        var reference = context.Scratch("float", $"{node.Name}_reference", x.Type.Shape.Size);
        context.Parts.StateArrays.Add(reference);
        return $"Encode.Delta({x.Text}, {reference}, {Literal.Of((float)delta.Threshold)}, t == 0, {y});";
    }
}
