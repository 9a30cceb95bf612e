using System.Collections.Generic;

namespace Snnc.Compiler.Ir.Interpretation;

/// <summary>Operators that only move elements: element i of the result is element map[i] of an operand.</summary>
internal sealed class GatherEvaluator(NodeWiring wiring, IReadOnlyList<int[]> maps, IReadOnlyList<int[]> places) : NodeEvaluator(wiring)
{
    /// <summary>Of one operand, whose elements fill the result in order.</summary>
    public GatherEvaluator(NodeWiring wiring, int[] map)
        : this(wiring, [map], [Range(map.Length)])
    {
    }

    /// <summary>The operands one after the other along an axis.</summary>
    public static GatherEvaluator Concat(NodeWiring wiring, int axis)
    {
        List<int[]> maps = [], places = [];
        var start = 0;
        foreach (var operand in wiring.Inputs)
        {
            var extent = operand.Type.Shape[axis];
            maps.Add(Range(operand.Size));
            places.Add(IndexMaps.Slice(wiring.Node.Type.Shape, axis, start, extent));
            start += extent;
        }

        return new GatherEvaluator(wiring, maps, places);
    }

    /// <summary>Every element from its own place.</summary>
    public static int[] Range(int count)
    {
        var result = new int[count];
        for (var i = 0; i < count; i++)
        {
            result[i] = i;
        }

        return result;
    }

    public override void Evaluate()
    {
        for (var k = 0; k < maps.Count; k++)
        {
            var values = Wiring.Inputs[k].Values;
            for (var i = 0; i < maps[k].Length; i++)
            {
                Result[places[k][i]] = values[maps[k][i]];
            }
        }
    }
}
