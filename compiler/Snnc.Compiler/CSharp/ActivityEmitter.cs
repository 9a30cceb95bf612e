using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Plan;

namespace Snnc.Compiler.CSharp;

/// <summary>Emits what counts, now and then, how active the inputs of connections are.</summary>
internal sealed class ActivityEmitter(EmitContext context)
{
    /// <summary>The name of the field that counts.</summary>
    public const string Field = "_activity";

    private static readonly string Cadence = $"{CountedLayers.First}, {CountedLayers.Every}, {CountedLayers.Memory}";

    private readonly List<NodePlan> _layers =
        [.. CountedLayers.Of(context.Plan).Where(layer => context.Layout.IsTiledLoop(context.Layout.StageOf(layer.Node.Name)))];

    /// <summary>The statements at the end of a tile of a stage.</summary>
    public void EmitCounts(CodeWriter writer, PlanStage stage)
    {
        var counts = CountedLayers.Of(stage).Select(CountOf).ToList();
        if (counts.Count > 0)
        {
            writer.Open($"if ({Field}.IsDue())");
            writer.Lines(counts);
            writer.Close();
        }
    }

    /// <summary>The field, where there is anything to count.</summary>
    public IEnumerable<string> Fields()
    {
        string Layer(NodePlan layer) => $"({Literal.Of(layer.Node.Name)}, {Literal.Of(layer.Node.Inputs[0].Node)}, {Literal.Of(layer.Density!.Value)})";
        return _layers.Count == 0 ? [] : [$"private readonly ActivityMeter {Field} = new({Cadence}, {string.Join(", ", _layers.Select(Layer))});"];
    }

    /// <summary>The property that tells what was counted.</summary>
    public void EmitProperty(CodeWriter writer)
    {
        if (_layers.Count > 0)
        {
            writer.Line();
            writer.Line("/// <inheritdoc/>");
            writer.Line($"public IReadOnlyList<LayerActivity> Activity => {Field}.Read();");
        }
    }

    private string CountOf(NodePlan layer)
    {
        var kept = context.Layout.KeptOf(layer.Node.Inputs[0])!;
        var index = _layers.FindIndex(other => other.Node.Name == layer.Node.Name);
        return kept.Lists is { } lists ? $"{Field}.Count({index}, {lists});" : $"{Field}.Count({index}, {kept.Rows}, steps);";
    }
}
