using System.Collections.Generic;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Diagnostics;

// Time: steps, cycles, delays, streams.
public static partial class Catalog
{
    [Diagnostic("SNN0401", "Missing time block")]
    public static Diagnostic MissingTime(Location at, string network, string what, Location? name = null) =>
        Error("SNN0401", at, $"'{what}' varies in time, and the network '{network}' has no time block",
            "add `time { step = 1 ms; steps = 25; }`, or without `steps` for a stream") with
        {
            Fix = name is null ? null : Fixes.Inside(name, "Add a time block", "\n    time { step = 1 ms; steps = 25; }"),
        };

    [Diagnostic("SNN0402", "Missing step")]
    public static Diagnostic MissingStep(Location at, string what, Location? time = null) =>
        Error("SNN0402", at, $"{what} is a time in seconds, and the network does not say how long a step is",
            "add `step = 1 ms;` to the time block, or count in `step`")
            with { Fix = time is null ? null : Fixes.Inside(time, "Add 'step = 1 ms'", " step = 1 ms;") };

    [Diagnostic("SNN0403", "Cycle without delay")]
    public static Diagnostic CycleWithoutDelay(Location at, IEnumerable<string> cycle, string closing, bool takesDelay) =>
        Error("SNN0403", at, $"a cycle without delay: {string.Join(" -> ", cycle)}",
            $"let the edge that closes it take time: `delay = 1 step` at '{closing}', or `-> delay(1 step) ->` before it")
            with { Fix = takesDelay ? Fixes.Argument(at, "delay = 1 step") : Fixes.Before(at, "delay(1 step)") };

    [Diagnostic("SNN0404", "Step or steps out of range")]
    public static Diagnostic TimeValue(Location at, string name, string expected) =>
        Error("SNN0404", at, $"'{name}' must be {expected}", null);

    [Diagnostic("SNN0405", "Not in a stream")]
    public static Diagnostic NotInStream(Location at, string what) =>
        Error("SNN0405", at, $"{what} needs an inference of known length, and a network without `steps` is a stream",
            "give `steps` in the time block");

    [Diagnostic("SNN0406", "Decoder of a stream without window")]
    public static Diagnostic NeedsWindow(Location at, string decoder) =>
        Error("SNN0406", at, $"in a stream (no `steps`) '{decoder}' must say how often it gives a value", "write for example `every = 20 ms`")
            with { Fix = Fixes.Argument(at, "every = 20 ms") };

    [Diagnostic("SNN0407", "Rows differ from steps")]
    public static Diagnostic RowsDifferFromSteps(Location at, int axis, int extent, int steps) =>
        Error("SNN0407", at, $"axis {axis} has {extent} entries, and the network has {steps} steps",
            "`encode.rows` turns an axis into time, so both must be equal");

    [Diagnostic("SNN0408", "Unknown time entry")]
    public static Diagnostic UnknownTimeEntry(Location at, string name, string? nearest) =>
        Error("SNN0408", at, $"a time block has no '{name}'",
            DidYouMean(nearest) ?? "it has `step`, the length of a step, and `steps`, their number") with { Fix = Fixes.Word(at, name, nearest) };

    [Diagnostic("SNN0409", "Bad delay")]
    public static Diagnostic BadDelay(Location at, string why) =>
        Error("SNN0409", at, why, "a delay is a time of whole steps, rounded: `3 ms`, `1 step`");

    [Diagnostic("SNN0410", "Cycle through a decoder")]
    public static Diagnostic CycleThroughDecoder(Location at, string name, string from) =>
        Error("SNN0410", at, $"'{name}' gives its frame after the last step, and '{from}', which leads to it, depends on that frame",
            "close the cycle before the decoder");

    [Diagnostic("SNN0411", "Window outside a stream")]
    public static Diagnostic WindowOutsideStream(Location at) =>
        Error("SNN0411", at, "`every` is for streams; here a decoder works over all steps of the inference",
            "remove `every`, or `steps` from the time block");

    [Diagnostic("SNN0412", "Two time blocks")]
    public static Diagnostic SecondTimeBlock(Location at, string what) =>
        Error("SNN0412", at, $"a network has one '{what}' block", "merge the two");
}
