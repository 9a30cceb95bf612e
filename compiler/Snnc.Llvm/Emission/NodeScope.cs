using System;
using System.Linq;
using LLVMSharp.Interop;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Ir.Interpretation;
using Snnc.Compiler.Plan;
using Snnc.Compiler.Tensors;

namespace Snnc.Llvm.Emission;

/// <summary>What the function of a node sees: its operands and result, constants, the step and the sample.</summary>
internal sealed class NodeScope(
    Node node, Code code, InstanceLayout layout, WeightBlock weights, LoadedConstants constants, OwnParts? own = null)
{
    public Node Node => node;

    public Code Code => code;

    public InstanceLayout Layout => layout;

    public LoadedConstants Constants => constants;

    public bool IsInt => node.Type.Element == ElementType.Int;

    public Shape Shape => node.Type.Shape;

    public long Size => node.Type.Shape.Size;

    /// <summary>Gets a value indicating whether the states lie with channels last.</summary>
    public bool LiesChannelsLast => layout.LiesChannelsLast(node.Name);

    /// <summary>Whether a state of the node is held in bytes.</summary>
    public bool HoldsInBytes(string state) => layout.HoldsInBytes(node.Name, state);

    public LLVMValueRef Instance => code.Argument(0);

    public LLVMValueRef Step => code.Argument(2);

    /// <summary>The row of the present step among so many that are kept.</summary>
    public LLVMValueRef RowOfStep(long rows) => new Progress(code, layout).RowOf(Step, rows);

    public LLVMValueRef Result => code.Offset(Instance, layout.PlaceOf(new ValueRef(node.Name)).Offset);

    public Values Output => new(code, Result, IsInt);

    public Compiler.Ir.ValueType TypeOf(int operand) => layout.TypeOf(node.Inputs[operand]);

    public Values Input(int operand = 0) => Read(node.Inputs[operand]);

    /// <summary>A value as the node reads it in the present step: where it is made, if that is in the same region, else in the row that was kept.</summary>
    public Values Read(ValueRef value) => ReadFrom(layout.RegionOf(node.Name), value);

    /// <summary>A value at the end of a step of the region that makes it, or of a tile of steps.</summary>
    public Values ReadWhereMade(ValueRef value) =>
        ReadFrom(layout.IsTiled(layout.Viewed(value).Node) ? null : layout.RegionOf(layout.Viewed(value).Node), value);

    /// <summary>The list of a value at the end of a step of the region that makes it, or null where there is none in natural order.</summary>
    public (StepLists Lists, LLVMValueRef From, LLVMValueRef To)? ListWhereMade(ValueRef value)
    {
        var source = layout.Viewed(value);
        if (source.State is not null || IsInt || layout.ListsOf(source.Node) is not { Images: null } place)
        {
            return null;
        }

        var lists = new StepLists(code, Instance, place);
        var (from, to) = lists.Row(code.Add(RowOfStep(layout.TileOf(source.Node)), code.Whole(1)));
        return (lists, from, to);
    }

    private Values ReadFrom(PlanRegion? reader, ValueRef value)
    {
        if (!ReferenceEquals(layout.RegionOf(layout.Viewed(value).Node), reader) && layout.HasNaturalRows(value))
        {
            return Row(layout.NaturalRowsOf(value));
        }

        return Place(value);
    }

    /// <summary>Where a value or state of the present step lies.</summary>
    public Values Place(ValueRef value)
    {
        var place = layout.PlaceOf(value);
        return new Values(code, code.Offset(Instance, place.Offset), place.IsInt);
    }

    /// <summary>A value of a tiled region after the last step: a state as it stands, a value in the row of that step.</summary>
    public Values LastOf(ValueRef value)
    {
        if (value.State is not null)
        {
            return Place(value);
        }

        var rows = layout.NaturalRowsOf(value);
        return new Values(code, RowAt(rows, new Progress(code, layout).LastRowOf(rows.Count)), rows.IsInt);
    }

    /// <summary>The row of the present step.</summary>
    public Values Row(RowPlace rows) => new(code, RowAt(rows, RowOfStep(rows.Count)), rows.IsInt);

    /// <summary>The row of a step of the tile of time.</summary>
    public LLVMValueRef RowAt(RowPlace rows, LLVMValueRef step) =>
        code.At(code.Module.I8, code.Offset(Instance, rows.Offset), code.Multiply(step, rows.RowBytes));

    /// <summary>Copies floats of an image from one order to the other.</summary>
    public void Permute(LLVMValueRef from, LLVMValueRef to, Shape image, bool toNatural)
    {
        var (channels, pixels) = (image[0], image[1] * image[2]);
        new Transposition(code, toNatural ? pixels : channels, toNatural ? channels : pixels).Emit(from, to);
    }

    /// <summary>What the node keeps to itself.</summary>
    public Values Part(string part)
    {
        if (own?.Of(node.Name, part) is { } values)
        {
            return values;
        }

        var place = layout.PartOf(node.Name, part);
        return new Values(code, code.Offset(Instance, place.Offset), place.IsInt);
    }

    /// <summary>The counter of random numbers for the first element of this step: (sample * steps + t) * size.</summary>
    public LLVMValueRef FirstCounter() =>
        code.Multiply(code.Add(code.Multiply(code.Argument(3), layout.Time.Steps ?? 0), Step), Size);

    /// <summary>The values of a constant, packed as they are.</summary>
    public Values Constant(string name, bool asInt) => Table(name, "", asInt, () => constants.Values(name));

    /// <summary>The values of a constant as they stand in an array of this shape.</summary>
    public Values Constant(string name, bool asInt, Shape shape) => Table(name, shape.ToString(), asInt, () => constants.Values(name, shape));

    /// <summary>The values of a real constant in the node's shape and in the order of its states.</summary>
    public Values ConstantAsItLies(string name)
    {
        return !LiesChannelsLast ? Constant(name, false, Shape) : Table(name, $"{Shape} channels last", false, () =>
        {
            var values = constants.Values(name, Shape);
            return Array.ConvertAll(TilePacking.OrderOf(Shape, ElementOrder.ChannelsLast)!, place => values[place]);
        });
    }

    /// <summary>Numbers computed of constants.</summary>
    public Values Table(string name, string packing, bool asInt, Func<double[]> values)
    {
        var offset = asInt
            ? weights.Add(name, packing + ":int", () => Array.ConvertAll(values(), x => (long)x))
            : weights.Add(name, packing + ":real", () => Array.ConvertAll(values(), x => (float)x));
        return new Values(code, code.Offset(code.Argument(1), offset), asInt);
    }

    /// <summary>Numbers packed in a form of their own.</summary>
    public LLVMValueRef Table<T>(string name, string packing, Func<T[]> values)
        where T : unmanaged => code.Offset(code.Argument(1), weights.Add(name, packing, values));

    /// <summary>Indices: element i of the node's own table.</summary>
    public Func<LLVMValueRef, LLVMValueRef> Indices(string packing, Func<int[]> values)
    {
        var pointer = code.Offset(code.Argument(1), weights.Add(node.Name, packing, values));
        return i => code.Extend(code.Load(code.Module.I32, pointer, i));
    }

    /// <summary>Where the element of a broadcast operand stands that belongs to element i of a shape.</summary>
    public Func<LLVMValueRef, LLVMValueRef> Broadcast(Shape from, Shape to)
    {
        if (from.Size == to.Size)
        {
            return i => i;
        }

        return from.Size == 1 ? _ => code.Whole(0) : Indices($"{from} to {to}", () => Broadcasting.Map(from, to));
    }

    /// <summary>For each element of the result: computes and stores it.</summary>
    public void Each(Func<LLVMValueRef, LLVMValueRef> value)
    {
        var y = Output;
        code.For(Size, i => y.Store(value(i), i));
    }
}
