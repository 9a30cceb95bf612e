using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Tensors;

namespace Snnc.Compiler.Ir;

// Encoders, decoders, delays, neurons: what leads into time, out of it, or remembers.
public static partial class ShapeRules
{
    /// <summary>The statements of a body that say what the neuron gives, wherever they stand.</summary>
    public static IEnumerable<Stmt> Emissions(IEnumerable<Stmt> body) => body.SelectMany(statement => statement switch
    {
        IfStmt branch => Emissions(branch.Then).Concat(Emissions(branch.Else)),
        SpikeStmt spike => new Stmt[] { spike }.Concat(Emissions(spike.Body)),
        EmitStmt => [statement],
        _ => Enumerable.Empty<Stmt>(),
    });

    private static Inferred Encode(Op op, RuleContext context)
    {
        var x = context.X;
        var from = op is EncodeDeltaOp ? ValueKind.Signal : ValueKind.Frame;
        if (x.Kind != from)
        {
            return $"this encoder takes a {from.ToString().ToLowerInvariant()}, not {x}";
        }

        return op switch
        {
            EncodeConstantOp => x with { Kind = ValueKind.Signal },
            EncodeRowsOp rows => Rows(rows, context),
            EncodeDeltaOp => new ValueType(ValueKind.Spikes, Shape.Of(x.Shape.Prepend(2))),
            _ => new ValueType(ValueKind.Spikes, x.Shape),
        };
    }

    private static Inferred Rows(EncodeRowsOp rows, RuleContext context)
    {
        var shape = context.X.Shape;
        if (!IsAxis(rows.Axis, shape))
        {
            return NoAxis(rows.Axis, shape);
        }

        return shape[rows.Axis] == context.Time.Steps
            ? context.X with { Kind = ValueKind.Signal, Shape = Without(shape, rows.Axis) }
            : $"axis {rows.Axis} of {shape} becomes time, and so must have as many entries as there are steps, {context.Time.Steps}";
    }

    private static Inferred Decode(DecodeOp decode, RuleContext context)
    {
        if (context.X.Kind == ValueKind.Frame)
        {
            return $"a decoder takes what varies in time, not {context.X}";
        }

        var isReal = decode.Kind is DecodeKind.Mean or DecodeKind.FirstSpike;
        return new ValueType(ValueKind.Frame, context.X.Shape, isReal ? ElementType.Real : context.X.Element);
    }

    private static Inferred Delay(DelayOp delay, RuleContext context)
    {
        if (context.X.Kind == ValueKind.Frame)
        {
            return $"a delay takes what varies in time, not {context.X}";
        }

        if (delay.Steps is null == delay.Delays is null)
        {
            return "a delay is either one number of steps or a constant";
        }

        if (delay.LeastSteps < 0 || delay.LeastSteps > delay.GreatestSteps || (delay.Steps ?? delay.LeastSteps) != delay.LeastSteps)
        {
            return $"the steps {delay.Steps?.ToString() ?? "of the constant"} do not lie between {delay.LeastSteps} and {delay.GreatestSteps}";
        }

        return context.Misfit(delay.Delays, ElementType.Int, context.X.Shape, broadcasts: true) is { } problem ? problem : context.X;
    }

    private static Inferred Threshold(ThresholdOp threshold, RuleContext context)
    {
        if (context.X.Kind == ValueKind.Frame)
        {
            return $"spikes need time: a threshold takes what varies in it, not {context.X}";
        }

        var element = context.Constants(threshold.Value).Element;
        return context.Misfit(threshold.Value, element, context.X.Shape, broadcasts: true) is { } problem
            ? problem : new ValueType(ValueKind.Spikes, context.X.Shape);
    }

    private static Inferred Neuron(NeuronOp neuron, RuleContext context)
    {
        var population = context.Declared.Shape;
        var edges = neuron.Ports.SelectMany(port => Enumerable.Repeat(port, port.Edges)).Zip(context.Inputs, (port, type) => (port, type));
        foreach (var (port, type) in edges)
        {
            if (type.Kind == ValueKind.Frame || type.Shape != population)
            {
                return $"the port '{port.Name}' takes a signal or spikes of the population's shape {population}, not {type}";
            }

            if (port.Element == ElementType.Int && !RuleContext.IsWhole(type))
            {
                return $"the port '{port.Name}' takes whole numbers, not {type}";
            }
        }

        return Emissions(neuron.Body).FirstOrDefault() switch
        {
            SpikeStmt => new ValueType(ValueKind.Spikes, population),
            EmitStmt emit => new ValueType(ValueKind.Signal, population, emit.Value.Type == ExprType.Int ? ElementType.Int : ElementType.Real),
            _ => context.Declared.Kind == ValueKind.Frame ? "a neuron gives spikes or a signal" : context.Declared,
        };
    }
}
