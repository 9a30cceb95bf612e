using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Diagnostics;

// Names and declarations.
public static partial class Catalog
{
    [Diagnostic("SNN0201", "Unknown name")]
    public static Diagnostic UnknownName(Location at, string name, string? nearest, string? hint = null) =>
        Error("SNN0201", at, $"there is no node, operator, neuron model or block named '{name}'",
            (DidYouMean(nearest), hint) switch
            {
                (null, null) => "declare it, or name one that exists",
                (null, _) => hint,
                (var near, null) => near,
                var (near, _) => $"{near} {hint}",
            }) with { Fix = Fixes.Name(at, name, nearest) };

    [Diagnostic("SNN0202", "Name declared twice")]
    public static Diagnostic DuplicateName(Location at, string name, Location first) =>
        Error("SNN0202", at, $"'{name}' is declared already in line {first.Start.Line}", "give one of the two another name")
            with { Related = [new RelatedPlace(first, "declared here first")] };

    [Diagnostic("SNN0203", "Label hides an operator, model or block")]
    public static Diagnostic HidesName(Location at, string name, string what) =>
        Warning("SNN0203", at, $"the label '{name}' hides the {what} of that name in this body", "choose another label if you also need it");

    [Diagnostic("SNN0204", "File to use not found")]
    public static Diagnostic UseNotFound(Location at, string path) =>
        Error("SNN0204", at, $"there is no file \"{path}\" beside this file or in the library", "paths are relative to the file that names them");

    [Diagnostic("SNN0205", "Files use each other in a circle")]
    public static Diagnostic UseCycle(Location at, IEnumerable<string> cycle) =>
        Error("SNN0205", at, $"files use each other in a circle: {string.Join(" -> ", cycle)}", "move what both need into a third file");

    [Diagnostic("SNN0206", "Unknown network")]
    public static Diagnostic UnknownNetwork(Location at, string name, string? nearest) =>
        Error("SNN0206", at, $"there is no network '{name}' in this file", DidYouMean(nearest) ?? "a test names a network of its own file")
            with { Fix = Fixes.Word(at, name, nearest) };

    [Diagnostic("SNN0207", "Constant defined by itself")]
    public static Diagnostic ConstantCycle(Location at, string name, IEnumerable<string> cycle) =>
        Error("SNN0207", at, $"the constant '{name}' depends on itself: {string.Join(" -> ", cycle)}", "give one of them a number");

    [Diagnostic("SNN0208", "Member not allowed in a block")]
    public static Diagnostic NotInBlock(Location at, string member) =>
        Error("SNN0208", at, $"a block has no '{member}'", "move it to the network: it is about the whole");

    [Diagnostic("SNN0209", "Unused node")]
    public static Diagnostic UnusedNode(Location at, string name) =>
        Warning("SNN0209", at, $"nothing reads '{name}': no output depends on it", "connect it, make it an output, or remove it")
            with { IsUnnecessary = true };

    [Diagnostic("SNN0210", "Block contains itself")]
    public static Diagnostic RecursiveBlock(Location at, IEnumerable<string> cycle) =>
        Error("SNN0210", at, $"a block cannot contain itself: {string.Join(" -> ", cycle)}", "use `repeat` for several instances in a row");

    [Diagnostic("SNN0211", "Network without outputs")]
    public static Diagnostic NoOutput(Location at, string network) =>
        Error("SNN0211", at, $"the network '{network}' has no output", "add for example `output y = NODE;`");

    [Diagnostic("SNN0212", "Unused input")]
    public static Diagnostic UnusedInput(Location at, string name) =>
        Warning("SNN0212", at, $"no output depends on the input '{name}'", "connect it, or remove it");

    [Diagnostic("SNN0213", "No such member of an instance or node")]
    public static Diagnostic UnknownMember(Location at, string owner, string member, IReadOnlyList<string> members, string kind = "") =>
        Error("SNN0213", at, $"'{owner}' has no {kind}'{member}'",
            members.Count == 0 ? "it has no members" : $"it has {string.Join(", ", members.Take(12))}") with
        {
            Fix = Fixes.Word(at, member, EditDistance.Nearest(member, members)),
        };

    [Diagnostic("SNN0214", "Output depends on no input")]
    public static Diagnostic OutputWithoutInput(Location at, string name) =>
        Warning("SNN0214", at, $"the output '{name}' depends on no input, so it is the same for every sample", "check the chain that leads to it");

    [Diagnostic("SNN0215", "Not a node")]
    public static Diagnostic NotANode(Location at, string name, string what, string hint) =>
        Error("SNN0215", at, $"'{name}' is {what}; a chain takes nodes, operators, neuron models and blocks", hint);

    [Diagnostic("SNN0216", "Only blocks repeat")]
    public static Diagnostic RepeatWithoutBlock(Location at, string name) =>
        Error("SNN0216", at, $"'{name}' is not a block: only blocks can be repeated", "put it into a block");

    [Diagnostic("SNN0217", "Block without input or output")]
    public static Diagnostic BlockWithoutEnd(Location at, string name, string end) =>
        Error("SNN0217", at, $"the block of '{name}' has no {end}, so a chain cannot go through it",
            $"declare an {end} in the block, or name a node inside");

    [Diagnostic("SNN0218", "Arguments given to a node")]
    public static Diagnostic ArgumentsOnNode(Location at, string name) =>
        Error("SNN0218", at, $"'{name}' is a node of this body, which takes no arguments here",
            "give the arguments where the node is made, or rename the label");

    [Diagnostic("SNN0219", "Explicit shape without a population")]
    public static Diagnostic ShapeOnReference(Location at, string name) =>
        Error("SNN0219", at, $"an explicit shape belongs to a new population, and '{name}' is not a neuron model", "write `LABEL[N]: MODEL(...)`");

    [Diagnostic("SNN0220", "Unused weights")]
    public static Diagnostic UnusedWeights(Location at, string name) =>
        Warning("SNN0220", at, $"no node takes a tensor from the weights '{name}'", "remove the line, or name the tensors you meant");

    [Diagnostic("SNN0221", "Too many nodes")]
    public static Diagnostic TooManyNodes(Location at, int limit) =>
        Error("SNN0221", at, $"the network has more than {limit} nodes and blocks, counting each of those that repeat", "repeat fewer instances");

    [Diagnostic("SNN0222", "Test without a value for an input")]
    public static Diagnostic InputNotGiven(Location at, string network, string input) =>
        Error("SNN0222", at, $"the test gives no value for the input '{input}' of '{network}'", $"add `given {input} = ...;`");
}
