using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Snnc.Compiler.Ir;

namespace Snnc.Compiler.Plan;

/// <summary>An array that an instance carries from step to step.</summary>
/// <param name="Node">The node that it belongs to.</param>
/// <param name="State">The state's name, or null for what an operator remembers: a running sum, a reference, past steps.</param>
/// <param name="Elements">The number of elements, or null where a table of delays tells it when the weights are loaded.</param>
/// <param name="Element">What they are.</param>
/// <param name="IsValue">Whether it is the state or the value itself that others read, not what an operator keeps to itself.</param>
public sealed record StateArray(string Node, string? State, long? Elements, ElementType Element, bool IsValue)
{
    /// <summary>Arrays begin, and end, at whole lines of the cache.</summary>
    public const int Alignment = 64;

    /// <summary>Gets a value indicating whether its numbers are held in bytes.</summary>
    public bool IsByte { get; init; }

    /// <summary>
    /// Gets the bytes in an instance, or null where they are not known before the weights are: whole lines, of 4 bytes a real, 8 a whole number, and 1 of those
    /// that are held in bytes.
    /// </summary>
    public long? Bytes => Elements is { } count ? ((count * ElementBytes) + Alignment - 1) / Alignment * Alignment : null;

    private int ElementBytes => IsByte ? sizeof(byte) : Element == ElementType.Int ? sizeof(long) : sizeof(float);

    /// <inheritdoc/>
    public override string ToString() => $"{Node}{(State is null ? "" : $".{State}")} {Text(Bytes)}";

    internal static string Text(long? bytes) => bytes?.ToString("#,0", CultureInfo.InvariantCulture) ?? "by its delays";
}

/// <summary>What an instance of a plan carries from step to step, in the order of the nodes: what is saved and loaded as its state.</summary>
public static class StateMemory
{
    private const long FirstLevelBytes = 32 << 10;
    private const int PageBytes = 4096;

    /// <summary>The arrays of a plan. In a stream also what a window gave, which stands until the next one ends.</summary>
    public static IReadOnlyList<StateArray> Of(ExecutionPlan plan)
    {
        var values = new GraphValues(plan.Graph);
        var plans = plan.Stages.SelectMany(stage => stage.Nodes).ToDictionary(node => node.Node.Name);
        return [.. plan.Graph.Nodes.SelectMany(node => Of(node, plans[node.Name], plan.Graph.Time, values))];
    }

    /// <summary>The bytes of all, or null where one is not known yet.</summary>
    public static long? Bytes(IReadOnlyList<StateArray> states) => states.Any(state => state.Bytes is null) ? null : states.Sum(state => state.Bytes);

    /// <summary>Whether the states of a population are more than the first-level cache holds.</summary>
    public static bool ExceedFirstLevel(Node node) =>
        node.Op is NeuronOp neuron && neuron.States.Count * node.Type.Shape.Size * sizeof(float) > FirstLevelBytes;

    /// <summary>
    /// How far behind the first state of a population, in bytes beyond whole pages, one lies that is gone through beside it. Where addresses differ by little
    /// more than whole pages a load waits for a store to another array, on Intel's processors; where by whole pages, lines leave the first-level cache early,
    /// on AMD's.
    /// </summary>
    /// <returns>Whole lines; null where the cache holds all states, and they lie as they come.</returns>
    public static int? Apart(Node node, string state) => !ExceedFirstLevel(node) ? null
        : PageBytes / ((NeuronOp)node.Op).States.Count / StateArray.Alignment * StateArray.Alignment
            * ((NeuronOp)node.Op).States.TakeWhile(other => other.Name != state).Count();

    /// <summary>An offset that follows another and lies so far behind a first one, beyond whole pages.</summary>
    public static long Behind(long first, int apart, long next) => next + ((PageBytes + apart - ((next - first) % PageBytes)) % PageBytes);

    private static IEnumerable<StateArray> Of(Node node, NodePlan plan, TimeBase time, GraphValues values)
    {
        var size = node.Type.Shape.Size;
        if (time.IsStream && node.Type.Kind == ValueKind.Frame && plan.Kernel != Kernel.View)
        {
            yield return new StateArray(node.Name, null, size, node.Type.Element, IsValue: true);
        }

        if (plan.Kernel == Kernel.Previous)
        {
            yield break;
        }

        var input = node.Inputs.Count == 0 ? node.Type : values.TypeOf(node.Inputs[0]);
        switch (node.Op)
        {
            case NeuronOp neuron:
                foreach (var state in neuron.States)
                {
                    yield return new StateArray(node.Name, state.Name, size, state.Element, IsValue: true) { IsByte = plan.ByteStates.Contains(state.Name) };
                }

                break;
            case EncodeDeltaOp:
                yield return new StateArray(node.Name, null, input.Shape.Size, ElementType.Real, IsValue: false);
                break;
            case DecodeOp:
                yield return new StateArray(node.Name, null, size, node.Type.Element, IsValue: false);
                break;
            case DelayOp { Delays: null } delay:
                var depth = time.Steps is { } steps ? System.Math.Min(delay.Steps ?? 0, steps) : delay.Steps ?? 0;
                yield return new StateArray(node.Name, null, depth * input.Shape.Size, input.Element, IsValue: false);
                break;
            case DelayOp or ConnectionOp { Delays: not null }:
                yield return new StateArray(node.Name, null, null, input.Element, IsValue: false);
                break;
        }
    }
}
