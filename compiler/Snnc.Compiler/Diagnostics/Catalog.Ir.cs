using System.Collections.Generic;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Diagnostics;

// The graph IR: SNN090x reading .snnir, SNN091x what the verifier holds a graph to.
public static partial class Catalog
{
    [Diagnostic("SNN0901", "Unexpected text in a graph")]
    public static Diagnostic UnexpectedInGraph(Location at, string expected, string found) =>
        Error("SNN0901", at, $"expected {expected}, found {found}");

    [Diagnostic("SNN0902", "Unknown name in a graph's text")]
    public static Diagnostic UnknownInGraph(Location at, string what, string name, IReadOnlyCollection<string>? known = null) =>
        Error("SNN0902", at, $"there is no {what} '{name}'", DidYouMean(EditDistance.Nearest(name, known ?? [])));

    [Diagnostic("SNN0903", "Graph nested too deeply")]
    public static Diagnostic GraphTooDeep(Location at, int most) =>
        Error("SNN0903", at, $"expressions and blocks may be nested {most} deep", "give parts of the expression names of their own with `local`");

    [Diagnostic("SNN0904", "Number out of range in a graph")]
    public static Diagnostic BadGraphNumber(Location at, string text, string expected) =>
        Error("SNN0904", at, $"'{(text.Length <= 40 ? text : text.Substring(0, 40) + "...")}' is not {expected}");

    [Diagnostic("SNN0905", "Attributes do not fit the operator")]
    public static Diagnostic BadAttribute(Location at, string op, string problem) =>
        Error("SNN0905", at, $"'{op}': {problem}");

    [Diagnostic("SNN0911", "Name given twice in a graph")]
    public static Diagnostic DuplicateInGraph(Location at, string what, string name) =>
        Error("SNN0911", at, $"there are two {what} called '{name}'", "rename one of them");

    [Diagnostic("SNN0912", "Graph names what it does not have")]
    public static Diagnostic UndefinedInGraph(Location at, string user, string what, string name) =>
        Error("SNN0912", at, $"'{user}' names the {what} '{name}', which the graph does not have");

    [Diagnostic("SNN0913", "Node stands before its operand")]
    public static Diagnostic NodeBeforeOperand(Location at, string node, string operand) =>
        Error("SNN0913", at, $"'{node}' stands before '{operand}', which it needs",
            "only a node that delays by at least one step may stand before its operand");

    [Diagnostic("SNN0914", "Wrong number of operands")]
    public static Diagnostic OperandCount(Location at, string node, string expected, int found) =>
        Error("SNN0914", at, $"'{node}' takes {expected}, and has {found}");

    [Diagnostic("SNN0915", "Node disagrees with its operator")]
    public static Diagnostic NodeDisagrees(Location at, string node, string problem) => Error("SNN0915", at, $"'{node}': {problem}");

    [Diagnostic("SNN0916", "Constant disagrees with its value")]
    public static Diagnostic ConstantDisagrees(Location at, string constant, string problem) => Error("SNN0916", at, $"'{constant}': {problem}");

    [Diagnostic("SNN0917", "Loop reads a later loop")]
    public static Diagnostic LoopReadsLater(Location at, string node, string operand) =>
        Error("SNN0917", at, $"'{node}' reads '{operand}', which runs in a later time loop and needs this one's result",
            "a decoder gives its frame after the last step: close the cycle before it");

    [Diagnostic("SNN0918", "Neuron's body is ill-formed")]
    public static Diagnostic BodyDisagrees(Location at, string node, string problem) => Error("SNN0918", at, $"'{node}': {problem}");

    [Diagnostic("SNN0919", "Several spikes or emits")]
    public static Diagnostic SeveralSpikes(Location at, string node, int count) =>
        Error("SNN0919", at, $"'{node}' has {count} statements that spike or emit, and may have one");

    [Diagnostic("SNN0920", "Graph disagrees with its time base")]
    public static Diagnostic TimeDisagrees(Location at, string problem) => Error("SNN0920", at, problem);
}
