using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Diagnostics;

// Tensors and their containers.
public static partial class Catalog
{
    private const int MostNames = 8;

    [Diagnostic("SNN0701", "Missing tensor")]
    public static Diagnostic MissingTensor(
        Location at, string key, string container, IReadOnlyList<string> nearest, IReadOnlyList<string> held, string? argument = null) =>
        Error("SNN0701", at, $"{container} has no tensor '{key}'",
            (nearest.Count > 0 ? $"the nearest {(nearest.Count == 1 ? "is" : "are")} {string.Join(", ", nearest)}"
            : held.Count == 0 ? "it holds no tensors of numbers"
            : held.Count == 1 && held[0] == "" ? "it holds one array, whose name is \"\""
            : $"it holds {string.Join(", ", held.Take(MostNames))}{(held.Count > MostNames ? ", ..." : "")}")
            + (argument is null || held.Count == 0 ? "" : $"; another name than the label's is given as `{argument}[\"NAME\"]`")) with
        {
            Fix = Fixes.Word(at, $"\"{key}\"", nearest.Count > 0 ? $"\"{nearest[0]}\"" : null),
        };

    [Diagnostic("SNN0702", "Tensor of another shape")]
    public static Diagnostic TensorShape(Location at, string key, string expected, string got, string arithmetic) =>
        Error("SNN0702", at, $"the tensor {key} must be {expected}, and is {got}", arithmetic);

    [Diagnostic("SNN0703", "Container cannot be read")]
    public static Diagnostic BadContainer(Location at, string path, string message, string? hint) =>
        Error("SNN0703", at, $"{path}: {message}", hint);

    [Diagnostic("SNN0704", "Missing bias")]
    public static Diagnostic MissingBias(Location at, string node, string key, string container) =>
        Error("SNN0704", at, $"{container} has no bias '{key}' for '{node}'", "write `bias = none` if it has none")
            with { Fix = Fixes.Argument(at, "bias = none") };

    [Diagnostic("SNN0705", "Node without label has no tensors")]
    public static Diagnostic NoKey(Location at, string name, string role, bool canBeGiven) =>
        Error("SNN0705", at, $"this '{name}' has no label, so its tensors have no name",
            $"label it: `a1: {name}` looks for a1.{role}" + (canBeGiven ? $", or give `{role} = w[\"NAME\"]`" : ""));

    [Diagnostic("SNN0706", "Unknown weights")]
    public static Diagnostic UnknownWeights(Location at, string name, IReadOnlyCollection<string> declared) =>
        Error("SNN0706", at, $"there are no weights '{name}' here",
            declared.Count == 0 ? $"declare them: `weights {name} = \"FILE.npz\";`" : $"declared are {string.Join(", ", declared)}")
            with { Fix = Fixes.Word(at, name, declared.Count == 1 ? declared.First() : EditDistance.Nearest(name, declared)) };

    [Diagnostic("SNN0707", "Tensor of another type")]
    public static Diagnostic TensorType(Location at, string key, string expected, string got) =>
        Error("SNN0707", at, $"the tensor {key} must hold {expected}, and holds {got}",
            "save it with another type, as numpy's astype makes it, or name the tensor that was meant");
}
