using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Plan;
using Snnc.Compiler.Tensors;

namespace Snnc.Compiler.CSharp;

/// <summary>
/// Emits the statements of a tiled region: for each tile of outputs the sums of every connection for all steps, then the population; or one
/// connection alone,
/// whose sums are its rows.
/// </summary>
internal sealed class TiledRegionEmitter(EmitContext context, PlanRegion region, Site site)
{
    private const int TileWidth = 64;
    private const int SingleBits = 32;

    private readonly Dictionary<string, string> _sums = [];
    private readonly List<string> _fields = [];

    private NodePlan Last => region.Nodes[region.Nodes.Count - 1];

    private bool IsAlone => Last.Node.Op is ConnectionOp;

    private ConvOp? Conv => region.Nodes[0].Node.Op as ConvOp;

    private Shape Shape => Last.Node.Type.Shape;

    private bool AddsRows => IsAlone && Last.Kernel == Kernel.EventRows;

    // One row of an image with all its channels, or as many outputs as eight registers hold; of whole rows as many as all.
    private int Width => Conv is not null ? Shape[0] * Shape[2] : AddsRows ? InputBlocking.RowOutputs : TileWidth;

    private int Tiles => Conv is null ? ((int)Shape.Size + Width - 1) / Width : Shape[1];

    /// <summary>The statements; the population's method goes to <paramref name="methods"/>.</summary>
    public IReadOnlyList<string> Emit(CodeWriter methods)
    {
        var lines = region.Nodes.Where(plan => plan.Node.Op is ConnectionOp).SelectMany(Connection).Concat(Turned()).ToList();
        if (!IsAlone)
        {
            var emitter = new TiledLaneEmitter(context, Last, site, Width, _sums, Enumerable.Range(0, _fields.Count).Select(SumsOf));
            lines.Add(emitter.EmitMethod(methods, context.Members.Method("Step", Last.Node.Name)));
        }

        return region.Sharing is { } sharing ? Share(lines, sharing, methods) : [.. Loop("0", $"{Tiles}", lines)];
    }

    private IEnumerable<string> Turned() => context.Layout.KeptOf(new ValueRef(Last.Node.Name)) is { IsTurnedByPixels: true } kept
        ? [$"{kept.Natural}.SetNatural({kept.Rows}, {kept.Channels}, tile * {Shape[2]}, steps);"] : [];

    private static IEnumerable<string> Loop(string from, string to, IEnumerable<string> lines) =>
        [$"for (var tile = {from}; tile < {to}; tile++)", "{", .. lines.Select(line => "    " + line), "}"];

    // A method runs some of the tiles, with sums of its own.
    private IReadOnlyList<string> Share(IEnumerable<string> lines, TileSharing sharing, CodeWriter methods)
    {
        var (method, index) = (context.Members.Method("Tiles", Last.Node.Name), context.Parts.SharedRegions.Count);
        context.Parts.SharedRegions.Add($"{method}(t0, steps, member, from, to);");
        methods.Gap();
        methods.Summary($"{Last.Node.Name}: some of the tiles, as one of the threads that share them.");
        methods.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        methods.Open($"private void {method}(int t0, int steps, int member, int from, int to)");
        methods.Lines(_fields.Select((field, i) => $"var {SumsOf(i)} = {field}[member];"));
        methods.Lines(Loop("from", "to", lines));
        methods.Close();
        var enough = sharing.FromSteps > 1 ? $" && steps >= {sharing.FromSteps}" : "";
        return
        [
            $"if ({SharingEmitter.Threads} > 1{enough})", "{",
            $"    {SharingEmitter.Method}({index}, t0, steps, {sharing.Tiles}, steps >= {sharing.LongFromSteps});", "}",
            "else", "{", $"    {method}(t0, steps, 0, 0, {Tiles});", "}",
        ];
    }

    private static string SumsOf(int index) => $"sums{index}";

    private IEnumerable<string> Connection(NodePlan plan)
    {
        var node = plan.Node;
        var op = (ConnectionOp)node.Op;
        var kept = context.Layout.KeptOf(context.Layout.Viewed(node.Inputs[0]))!;
        var sums = IsAlone ? context.Layout.KeptOf(new ValueRef(node.Name))!.Rows! : Sums(node);
        var column = IsAlone && context.Layout.KeptOf(new ValueRef(node.Name)) is { IsTurnedByPixels: false } ? $", tile * {Width}" : "";
        var weights = op is ConvOp conv ? ConvWeights(node, conv) : DenseWeights(plan, kept.Channels);
        string Call(string kernel)
        {
            var x = Kernel.ReadsLists(kernel) ? kept.Lists : kept.Rows;
            return $"{(op is ConvOp ? "Conv" : "")}{Function(kernel)}.Sum({x}, {weights}, tile, steps, {sums}{column});";
        }

        if (plan.Switch is not { } other)
        {
            return [Call(plan.Kernel)];
        }

        var events = other.EventsPerStep(context.Layout.TypeOf(node.Inputs[0]).Shape.Size);
        return [$"if ({kept.Lists}.Events < (long)steps * {events})", "{", $"    {Call(plan.Kernel)}", "}", "else", "{", $"    {Call(other.Kernel)}", "}"];
    }

    private static string Function(string kernel) => kernel switch
    {
        Kernel.EventRows => "EventRows",
        Kernel.EventTiles => "EventTiles",
        Kernel.StationaryTiles => "StationaryTiles",
        Kernel.SkipTiles => "SkipTiles",
        Kernel.DenseTiles => "DenseTiles",
        _ => throw new InvalidOperationException($"The kernel '{kernel}' has no C# in tiles."),
    };

    private string Sums(Node node)
    {
        var field = context.Members.Field($"{node.Name}_sums");
        var width = Math.Min(Width, Shape.Size);
        var type = region.Sharing is null ? "StepRows<float>" : "MemberRows";
        context.Place(type, field, context.Layout.OffsetOf(node.Name, SlotPart.Sums), $"{width}, {context.Layout.TileSteps(site.Stage)}");
        if (region.Sharing is null)
        {
            return _sums[node.Name] = field;
        }

        _fields.Add(field);
        context.Parts.MemberFields.Add(field);
        return _sums[node.Name] = SumsOf(_fields.Count - 1);
    }

    private string DenseWeights(NodePlan plan, int channels)
    {
        var op = (DenseOp)plan.Node.Op;
        var (outputs, inputs) = (Shape.Size, context.Layout.TypeOf(plan.Node.Inputs[0]).Shape.Size);
        var packed = $"{context.Constants.Packed(op.Weight)}, {context.Constants.Packed(op.Bias)}, {outputs}, {inputs}";
        if (AddsRows)
        {
            return context.Loaded("DenseWeights<float>", $"{plan.Node.Name}_weights", $"DenseWeights.Pack({packed})");
        }

        var pack = plan.Kernels.All(kernel => kernel is Kernel.DenseTiles or Kernel.SkipTiles) ? "PackForProducts" : "Pack";
        var order = channels == 1 ? "" : $", channels: {channels}";
        var type = plan.WeightBits == SingleBits ? "TiledWeights"
            : RowRounding.IsRounded(context.Constants[op.Weight]) ? "TiledByteWeights" : "TiledNarrowWeights";
        return context.Loaded(type, $"{plan.Node.Name}_weights", $"{type}.{pack}({packed}{order})");
    }

    private string ConvWeights(Node node, ConvOp op)
    {
        var extents = string.Join(", ", context.Layout.TypeOf(node.Inputs[0]).Shape.Select(Literal.Of));
        var shape = context.Shared(
            "ConvShape",
            $"{node.Name}_shape",
            $"ConvShape.Rank2({extents}, {node.Type.Shape[0]}, kernel: {op.Kernel}, stride: {op.Stride}, padding: {op.Padding})");
        return context.Loaded(
            "ConvTileWeights",
            $"{node.Name}_weights",
            $"ConvTileWeights.Pack({shape}, {context.Constants.Packed(op.Weight)}, {context.Constants.Packed(op.Bias)})");
    }
}
