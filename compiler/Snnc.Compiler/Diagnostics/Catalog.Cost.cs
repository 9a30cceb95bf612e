using System.Collections.Generic;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Diagnostics;

/// <content>What a network costs: accelerators and how networks fit them.</content>
public static partial class Catalog
{
    [Diagnostic("SNN0880", "Unknown target")]
    public static Diagnostic UnknownTarget(Location? at, string name, IReadOnlyCollection<string> known, string? nearest) => Error(
        "SNN0880", at ?? Location.OfFile("snnc"),
        $"there is no target '{name}'",
        DidYouMean(nearest) ?? $"there are {string.Join(", ", known)}; a target of your own is the path of its .json file");

    [Diagnostic("SNN0881", "Unreadable accelerator")]
    public static Diagnostic AcceleratorUnreadable(Location at, string path, string reason) => Error(
        "SNN0881", at, $"the accelerator '{path}' cannot be read: {reason}", "'snnc targets' lists those that come with the compiler");

    [Diagnostic("SNN0882", "An accelerator that is no JSON")]
    public static Diagnostic AcceleratorNotJson(Location at, string reason) =>
        Error("SNN0882", at, $"the file is no JSON: {reason}", "'snnc targets --schema' prints a JSON schema that editors check it by");

    [Diagnostic("SNN0883", "Wrong accelerator")]
    public static Diagnostic WrongAccelerator(Location at, string problem, string? hint) => Error("SNN0883", at, problem, hint);

    [Diagnostic("SNN0885", "Beyond a limit of the target")]
    public static Diagnostic BeyondLimit(Location at, string target, string what, long most, string hint) =>
        Error("SNN0885", at, $"{what}, and {target} has {most} at most", hint);

    [Diagnostic("SNN0886", "No spikes on the target")]
    public static Diagnostic NoSpikesOnTarget(Location at, string target, string node) => Error(
        "SNN0886", at, $"'{node}' spikes, and {target} computes on numbers only", "take a target that spikes, or a network of frames");

    [Diagnostic("SNN0884", "An accelerator that extends itself")]
    public static Diagnostic AcceleratorExtendsItself(Location at, IReadOnlyCollection<string> files) => Error(
        "SNN0884", at, $"the accelerator extends itself: {string.Join(" -> ", files)}", "remove one 'extends'");
}
