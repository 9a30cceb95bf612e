using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Plan;
using Snnc.Compiler.Tensors;

namespace Snnc.Compiler.CSharp;

/// <summary>What the emitters of nodes share.</summary>
internal sealed class EmitContext
{
    /// <summary>The field that holds the step at which decoders are read, where an inference may end early.</summary>
    public const string End = "_end";

    public EmitContext(ExecutionPlan plan, Names members)
    {
        Plan = plan;
        Members = members;
        Layout = new ClassLayout(plan, members);
        Constants = new ConstantTable(plan.Graph, Parts, members);
        Methods = new AlikeMethods(Parts, plan.SharesCode);
        Answer = EarlyEnd.AnswerOf(plan);
        if (Layout.Arena.BytesOf(SlotUsers.CSharp) is > 0 and var bytes)
        {
            Arena = members.Field("arena");
            Parts.Own("ArenaMemory", Arena, $"new({bytes})");
        }
    }

    public ExecutionPlan Plan { get; }

    public ClassParts Parts { get; } = new();

    public Names Members { get; }

    public AlikeMethods Methods { get; }

    public ClassLayout Layout { get; }

    public ConstantTable Constants { get; }

    /// <summary>Gets the field of the memory that is no state; empty where there is none.</summary>
    public string Arena { get; } = "";

    public TimeBase Time => Plan.Graph.Time;

    /// <summary>Gets the output by which an inference may end early, or null where it takes all steps.</summary>
    public Output? Answer { get; }

    /// <summary>Gets the number of steps after which decoders are read, as text.</summary>
    public string Window => Answer is null ? Literal.Of(Time.Steps ?? 1) : End;

    /// <summary>A shape as an argument: <c>[2, 3]</c>.</summary>
    public static string Extents(Shape shape) => $"[{string.Join(", ", shape.Select(Literal.Of))}]";

    /// <summary>A field that all instances share, made when the class is first used.</summary>
    public string Shared(string type, string name, string value)
    {
        var field = Members.Field(name);
        Parts.Shared.Add($"private static readonly {type} {field} = {value};");
        return field;
    }

    /// <summary>A field that is computed from the constants, once for all instances with the same weights.</summary>
    public string Loaded(string type, string name, string value)
    {
        var field = Members.Field(name);
        Parts.Share(type, field, value);
        return field;
    }

    /// <summary>Refuses, when loading, a constant of whole numbers that are not what the plan was made for.</summary>
    public void CheckRange(string constant, int least, int greatest)
    {
        Parts.WeightChecks.Add($"LoadTime.CheckRange({Constants.Local(constant)}, {least}, {greatest}, {Literal.Of(constant)});");
    }

    /// <summary>A part of the network's state that is an object of its own.</summary>
    public string StatePart(string type, string name, string value, bool isLoaded)
    {
        var field = Members.Field(name);
        if (isLoaded)
        {
            Parts.Own(type, field, value);
        }
        else
        {
            Parts.Memory.Add($"private readonly {type} {field} = {value};");
        }

        Parts.StateParts.Add(field);
        return field;
    }

    /// <summary>Declares what lies in the arena at the place that the plan gives it.</summary>
    public void Place(string type, string field, long offset, string rest) => Parts.Own(type, field, $"new({Arena}, {offset}, {rest})");

    /// <summary>Declares an array of values: in the arena, or where it is a state by itself.</summary>
    public void Declare(Storage storage)
    {
        if (storage.Offset is { } offset)
        {
            Place($"ArenaArray<{storage.ElementName}>", storage.Field, offset, Literal.Of(storage.Size));
        }
        else
        {
            Parts.Memory.Add($"private readonly {storage.ElementName}[] {storage.Field} = new {storage.ElementName}[{storage.Size}];");
        }
    }

    /// <summary>The statements that overwrite what holds nothing.</summary>
    public IEnumerable<string> Poison(IEnumerable<(long From, long To)> ranges) => ranges.Select(range => $"{Arena}.Poison({range.From}, {range.To});");

    /// <summary>An array for values in between.</summary>
    public string Scratch(string element, string name, long size)
    {
        var field = Members.Field(name);
        Parts.Memory.Add($"private readonly {element}[] {field} = new {element}[{size}];");
        return field;
    }

    /// <summary>The map by which an operand is read where it broadcasts.</summary>
    public string BroadcastMap(string name, Shape from, Shape to) =>
        Shared("IndexMap", name, $"IndexMap.Broadcast({Extents(from)}, {Extents(to)})");

    /// <summary>A shape seen from one of its axes.</summary>
    public static string Axis(Shape shape, int axis) =>
        $"new AxisShape({Product(shape, 0, axis)}, {shape[axis]}, {Product(shape, axis + 1, shape.Rank)})";

    private static long Product(Shape shape, int start, int end) =>
        shape.Skip(start).Take(Math.Max(end - start, 0)).Aggregate(1L, (product, extent) => product * extent);
}
