using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Ir;

namespace Snnc.Compiler.Plan;

/// <summary>A connection whose synapses are gone through together with those of others.</summary>
/// <param name="FirstTarget">The number that its first target has among those of all.</param>
internal readonly record struct JoinedConnection(NodePlan Plan, int FirstTarget);

/// <summary>
/// Connections of a plan whose synapses are gone through together: the states that they go into follow each other in memory, so that one number tells a target
/// of any of them. Each state begins at a whole line.
/// </summary>
internal sealed class JoinedRows
{
    private const int RealsOfLine = StateArray.Alignment / sizeof(float);

    private readonly List<List<NodePlan>> _groups;
    private readonly Dictionary<ValueRef, ValueRef> _firsts;

    /// <summary>Finds those of a plan.</summary>
    public JoinedRows(ExecutionPlan plan)
    {
        var connections = plan.Stages.SelectMany(stage => stage.Nodes).Where(node => node.Into is not null).ToList();
        _groups = [.. connections.GroupBy(node => node.JoinedTo ?? node.Node.Name).Select(group => group.ToList())];
        _firsts = _groups.SelectMany(group => group.Skip(1).Select(node => (Into: node.Into!, First: group[0].Into!)))
            .ToDictionary(pair => pair.Into, pair => pair.First);
    }

    /// <summary>Gets the most numbers that the targets of connections need that are gone through together; 0 where none goes into states.</summary>
    public int Most => _groups.Select(Size).DefaultIfEmpty(0).Max();

    /// <summary>The connections that are gone through with a first one, itself among them.</summary>
    public IReadOnlyList<JoinedConnection> Of(string first)
    {
        var group = _groups.Find(group => group[0].Node.Name == first) ?? [];
        return [.. group.Select((plan, k) => new JoinedConnection(plan, Size(group.Take(k))))];
    }

    /// <summary>The numbers that targets of so many connections need.</summary>
    public static int Size(IEnumerable<NodePlan> joined) =>
        (int)joined.Sum(plan => (plan.Node.Type.Shape.Size + RealsOfLine - 1) / RealsOfLine * RealsOfLine);

    /// <summary>Whether a state follows another that synapses go into.</summary>
    public bool Follows(StateArray state) => _firsts.ContainsKey(ValueOf(state));

    /// <summary>The states of a plan, those that joined connections go into behind that of the first of these.</summary>
    public IEnumerable<StateArray> Order(IReadOnlyList<StateArray> states)
    {
        var order = _groups.SelectMany(group => group).Select(node => node.Into!).ToList();
        int PlaceOf(ValueRef value) => states.TakeWhile(state => ValueOf(state) != value).Count();
        return states.Select((state, place) => (State: state, First: _firsts.TryGetValue(ValueOf(state), out var first) ? PlaceOf(first) : place))
            .OrderBy(pair => pair.First).ThenBy(pair => order.IndexOf(ValueOf(pair.State))).Select(pair => pair.State);
    }

    private static ValueRef ValueOf(StateArray state) => new(state.Node, state.State);
}
