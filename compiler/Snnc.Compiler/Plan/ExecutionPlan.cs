using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Ir;

namespace Snnc.Compiler.Plan;

/// <summary>What a back end emits, in this order and with these choices; it decides nothing itself.</summary>
/// <param name="Graph">The graph after the passes.</param>
/// <param name="Stages">The parts of an inference in order.</param>
public sealed record ExecutionPlan(Graph Graph, EquatableArray<PlanStage> Stages)
{
    private const int LargeNodes = 100;

    /// <summary>
    /// Gets how many samples run together at most. Where it is more than 1 the network has no time, and its one stage is a loop whose steps are the
    /// samples of a batch: of one inference, a single step.
    /// </summary>
    public int Samples { get; init; } = 1;

    /// <summary>Gets a value indicating whether there are regions that threads share.</summary>
    public bool IsShared => Stages.Any(stage => stage.Regions.Any(region => region.Sharing is not null));

    /// <summary>Gets a value indicating whether memory that is never used at the same time is shared.</summary>
    public bool SharesMemory { get; init; } = true;

    /// <summary>
    /// Gets a value indicating whether nodes that are alike but for where their values lie, and for numbers, share their code. In a large network they do:
    /// the time to compile it counts more than what code for each of them saves.
    /// </summary>
    public bool SharesCode { get; init; } = Graph.Nodes.Count > LargeNodes;

    /// <summary>
    /// Gets a value indicating whether memory is filled with numbers that are none as long as it holds nothing, before each node: slow, and a proof that
    /// what is shared is never missed.
    /// </summary>
    public bool PoisonsMemory { get; init; }

    /// <summary>Gets the graph that the stages hold the nodes of: the graph itself, or what it is where samples are steps.</summary>
    public Graph Staged { get; init; } = Graph;
}

/// <summary>Frame nodes that run once, or a loop over the steps.</summary>
/// <param name="IsLoop">Whether the nodes run in every step.</param>
/// <param name="Regions">In execution order; each runs all steps of a tile before the next begins. Outside loops there is one.</param>
public sealed record PlanStage(bool IsLoop, EquatableArray<PlanRegion> Regions)
{
    /// <summary>
    /// Gets how many steps a region runs before the next has its turn; the last tile of an inference may be shorter. 1 in a stream. It is all steps
    /// where a later
    /// loop reads a value of this one: what is kept of step <c>t</c> is row <c>t - (t rounded down to a tile of the stage that keeps it)</c>.
    /// </summary>
    public int TileSteps { get; init; } = 1;

    /// <summary>Gets a value indicating whether it runs in tiles of steps, region by region; else it is a loop of single steps, or frames.</summary>
    public bool RunsInTiles => IsLoop && (TileSteps > 1 || Regions.Count > 1 || Regions[0].Kind == RegionKind.Tiled);

    /// <summary>Gets the nodes of all regions, in execution order.</summary>
    public IEnumerable<NodePlan> Nodes => Regions.SelectMany(region => region.Nodes);
}

/// <summary>Which loop of a region is the outer one.</summary>
public enum RegionKind
{
    /// <summary>For each step, all nodes in order over their whole width.</summary>
    Stepped,

    /// <summary>
    /// For each tile of outputs, all steps: the sums of every connection in it for all steps, then the population, its states at hand, over these
    /// steps.
    /// The nodes are connections each with one user, the population (the last node), or one connection alone, whose sums are its result.
    /// </summary>
    Tiled,
}

/// <summary>Nodes that run together.</summary>
/// <param name="Nodes">In execution order.</param>
/// <param name="Reason">Why these, in one sentence for the user.</param>
public sealed record PlanRegion(RegionKind Kind, EquatableArray<NodePlan> Nodes, string Reason)
{
    /// <summary>Gets how threads share its tiles, or null where it is one thread's.</summary>
    public TileSharing? Sharing { get; init; }
}

/// <summary>How a node runs, and why so.</summary>
/// <param name="Node">The node.</param>
/// <param name="Kernel">The kernel chosen, for example <c>dense</c>.</param>
/// <param name="Reason">Why, in one sentence for the user.</param>
public sealed record NodePlan(Node Node, string Kernel, string Reason)
{
    /// <summary>
    /// Gets the order of what is kept. In tiled regions and under <see cref="Kernel.PoolRows"/> values and states lie so themselves; else natural.
    /// </summary>
    public ElementOrder Order { get; init; }

    /// <summary>Gets what is kept of its values for all steps of a tile, since another region reads them.</summary>
    public Kept Kept { get; init; }

    /// <summary>Gets a value indicating whether its spikes, none of which is other than 1, are listed in natural order.</summary>
    public bool ListsSpikes => Kept.HasFlag(Kept.Lists) && !Kept.HasFlag(Kept.ListValues) && Order == ElementOrder.Natural;

    /// <summary>
    /// Gets the state of a population that a connection's sums are added to before the population's step, or null where the population reads them.
    /// The population is planned without them.
    /// </summary>
    public ValueRef? Into { get; init; }

    /// <summary>Gets the connection with whose synapses those of this one are gone through, which go into states as well; or null.</summary>
    public string? JoinedTo { get; init; }

    /// <summary>Gets the share of a connection's inputs, from 0 to 1, for which its kernel was chosen, or null where it was not by that.</summary>
    public double? Density { get; init; }

    /// <summary>Gets the kernel that runs instead in tiles of steps in which much is active, or null where the one does all.</summary>
    public KernelSwitch? Switch { get; init; }

    /// <summary>Gets all kernels that may run.</summary>
    public IReadOnlyList<string> Kernels => Switch is { } other ? [Kernel, other.Kernel] : [Kernel];

    /// <summary>
    /// Gets how many bits a weight has in a kernel of events in tiles, and in native code in one of rows of events: 32 where they are numbers of single
    /// precision, else they are whole multiples, of 8 or 16 bits, of a step that the weights of an output share.
    /// </summary>
    public int WeightBits { get; init; } = 32;

    /// <summary>Gets the states whose values are kept for all steps of a tile, as rows in natural order.</summary>
    public EquatableArray<string> KeptStates { get; init; } = [];

    /// <summary>
    /// Gets the states of a population that are held in bytes: whole numbers from 0 to 255, which its body compares with such numbers, sets to them, or counts
    /// down as <c>max(s - c, 0)</c>, and does nothing else with.
    /// </summary>
    public EquatableArray<string> ByteStates { get; init; } = [];

    /// <summary>
    /// Gets a value indicating whether the states that a spike changes are changed behind a branch, since hardly a vector of neurons has one: the last
    /// statement of the body is the spike, and what it does reads states and parameters alone.
    /// </summary>
    public bool ResetsApart { get; init; }

    /// <summary>Gets how neurons that rest are kept out of the steps of a population, or null where its body counts.</summary>
    public Rest? Rest { get; init; }

    /// <summary>Gets a population as its steps compute it: of neurons that do not rest, where those that do are kept out.</summary>
    public NeuronOp Stepped => Rest?.Awake ?? (NeuronOp)Node.Op;

    /// <summary>The kernel that runs where this share of a connection's inputs is active.</summary>
    public string KernelAt(double density) => Switch is { } other && density >= other.FromDensity ? other.Kernel : Kernel;
}

/// <summary>How elements lie one after the other.</summary>
public enum ElementOrder
{
    /// <summary>C order of the shape.</summary>
    Natural,

    /// <summary>A value [C, H, W] lies as [H, W, C]; the flat value that a reshape makes of it too.</summary>
    ChannelsLast,
}

/// <summary>In which forms the values of a tile's steps are kept.</summary>
[System.Flags]
public enum Kept
{
    /// <summary>Only the present step's values, and in a tiled region not even those.</summary>
    None = 0,

    /// <summary>A row of numbers a step.</summary>
    Rows = 1,

    /// <summary>A list a step of the elements that are not 0.</summary>
    Lists = 2,

    /// <summary>With the lists the values, which may be other than 1.</summary>
    ListValues = 4,

    /// <summary>Rows in natural order, besides what is kept with channels last.</summary>
    NaturalRows = 8,

    /// <summary>A bit an element for each step, of spikes that are 0 and 1: what a pooling under <see cref="Kernel.PoolRows"/> reads.</summary>
    Bits = 16,
}
