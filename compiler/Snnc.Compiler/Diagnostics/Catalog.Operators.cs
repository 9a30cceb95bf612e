using System.Collections.Generic;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Diagnostics;

// Operators, arguments and shapes.
public static partial class Catalog
{
    [Diagnostic("SNN0301", "Unknown argument")]
    public static Diagnostic UnknownArgument(Location at, string owner, string name, string? nearest, string signature) =>
        Error("SNN0301", at, $"'{owner}' has no argument '{name}'", $"{(nearest is null ? "" : DidYouMean(nearest) + " ")}it takes {signature}")
            with { Fix = Fixes.Word(at, name, nearest) };

    [Diagnostic("SNN0302", "Missing argument")]
    public static Diagnostic MissingArgument(Location at, string owner, string name, string signature) =>
        Error("SNN0302", at, $"'{owner}' needs the argument '{name}'", $"write {signature}");

    [Diagnostic("SNN0303", "Given twice")]
    public static Diagnostic DuplicateArgument(Location at, string name) =>
        Error("SNN0303", at, $"'{name}' is given twice", "remove one of the two");

    [Diagnostic("SNN0304", "Shapes do not fit")]
    public static Diagnostic ShapeMismatch(Location at, string message, string? arithmetic) =>
        Error("SNN0304", at, message, arithmetic);

    [Diagnostic("SNN0305", "Too many arguments")]
    public static Diagnostic TooManyArguments(Location at, string owner, string signature) =>
        Error("SNN0305", at, $"too many arguments for '{owner}'",
            signature.EndsWith("()", System.StringComparison.Ordinal) ? "it takes none" : $"it takes {signature}");

    [Diagnostic("SNN0306", "Argument is not a known number")]
    public static Diagnostic NotAConstant(Location at, string owner, string name, string what) =>
        Error("SNN0306", at, $"the argument '{name}' of '{owner}' must be {what} that is known when compiling", "use numbers and constants only");

    [Diagnostic("SNN0307", "Argument out of range")]
    public static Diagnostic ArgumentOutOfRange(Location at, string what, string range, string got) =>
        Error("SNN0307", at, $"{what} must be {range}, and is {got}", null);

    [Diagnostic("SNN0308", "Several edges into an operator of one input")]
    public static Diagnostic SeveralInputs(Location at, string name, int count) =>
        Error("SNN0308", at, $"{count} edges lead to '{name}', which takes one", "sum them with `add` first, or join them with `concat`");

    [Diagnostic("SNN0309", "Operator without input")]
    public static Diagnostic NoInput(Location at, string name, string needs, string hint) =>
        Error("SNN0309", at, $"'{name}' needs {needs}", hint);

    [Diagnostic("SNN0310", "No such axis")]
    public static Diagnostic AxisOutOfRange(Location at, string owner, int axis, string shape) =>
        Error("SNN0310", at, $"'{owner}' names axis {axis}, and its input is {shape}", "axes count from 0; -1 is the last");

    [Diagnostic("SNN0311", "Wrong number of axes")]
    public static Diagnostic WrongRank(Location at, string owner, string expected, string from, string got) =>
        Error("SNN0311", at, $"'{owner}' takes {expected}, and its input '{from}' is {got}", "put a `reshape`, `flatten` or `permute` before it");

    [Diagnostic("SNN0312", "Shape cannot be inferred")]
    public static Diagnostic UnknownShape(Location at, string name, string hint) =>
        Error("SNN0312", at, $"the shape of '{name}' cannot be inferred", hint);

    [Diagnostic("SNN0313", "Shape differs from what was declared")]
    public static Diagnostic DeclaredShape(Location at, string name, string declared, string inferred) =>
        Error("SNN0313", at, $"'{name}' is declared as {declared}, and is {inferred}", "change the declaration or what leads to it");

    [Diagnostic("SNN0314", "A frame into a neuron")]
    public static Diagnostic FrameIntoNeuron(Location at, string from, string to, string encoders, Location? into = null) =>
        Error("SNN0314", at, $"'{from}' is a frame, which has no time, and '{to}' is a neuron", $"put an encoder between them: {encoders}")
            with { Fix = into is null ? null : Fixes.Before(into, "encode.constant") };

    [Diagnostic("SNN0315", "A frame meets a signal")]
    public static Diagnostic FrameMeetsTime(Location at, string owner, string frame, string timed, string encoders, Location? into = null) =>
        Error("SNN0315", at, $"at '{owner}' the frame '{frame}' meets '{timed}', which varies in time",
            $"bring the frame into time with an encoder ({encoders}), or the other out of it with a decoder")
            with { Fix = into is null ? null : Fixes.Before(into, "encode.constant") };

    [Diagnostic("SNN0316", "Input of another kind")]
    public static Diagnostic InputKind(Location at, string owner, string needs, string from, string got, string hint) =>
        Error("SNN0316", at, $"'{owner}' takes {needs}, and '{from}' is {got}", hint);

    [Diagnostic("SNN0317", "Decoder of a frame")]
    public static Diagnostic DecoderNeedsTime(Location at, string decoder, string from) =>
        Error("SNN0317", at, $"'{decoder}' works over the steps, and '{from}' is a frame, which has none",
            "remove it, or use `reduce_sum`, `reduce_mean` or `argmax` over an axis");

    [Diagnostic("SNN0318", "Output of another type")]
    public static Diagnostic OutputType(Location at, string name, string declared, string got, bool needsDecoder) =>
        Error("SNN0318", at, $"the output '{name}' is declared as {declared}, and its value is {got}",
            needsDecoder ? "a value in time becomes a frame by a decoder, for example `count(...)` or `last(...)`"
            : "change the declaration or what leads to it");

    [Diagnostic("SNN0319", "No such port")]
    public static Diagnostic UnknownPort(Location at, string node, string port, IReadOnlyList<string> ports) =>
        Error("SNN0319", at, $"'{node}' has no input port '{port}'", $"its ports are {string.Join(", ", ports)}")
            with { Fix = Fixes.Word(at, port, ports.Count == 1 ? ports[0] : EditDistance.Nearest(port, ports)) };

    [Diagnostic("SNN0330", "Nothing can lead here")]
    public static Diagnostic NoWayIn(Location at, string node, string why, string hint) =>
        Error("SNN0330", at, $"nothing can lead to '{node}': {why}", hint);

    [Diagnostic("SNN0320", "Unknown choice")]
    public static Diagnostic UnknownArgumentChoice(Location at, string parameter, string given, string choices) =>
        Error("SNN0320", at, $"'{given}' is no choice of '{parameter}'", $"choose one of {choices}")
            with { Fix = Fixes.Word(at, given, EditDistance.Nearest(given, choices.Split([',', ' '], System.StringSplitOptions.RemoveEmptyEntries))) };

    [Diagnostic("SNN0321", "Real values into an int port")]
    public static Diagnostic RealIntoIntPort(Location at, string from, string to) =>
        Error("SNN0321", at, $"'{from}' gives real values, and the port of '{to}' takes whole numbers",
            "an int port takes spikes, or spikes through dense, conv or sparse with whole weights");

    [Diagnostic("SNN0322", "Unit of an argument")]
    public static Diagnostic ArgumentUnit(Location at, string owner, string name, string expected, string got) =>
        Error("SNN0322", at, $"the argument '{name}' of '{owner}' takes {expected}, and is given {got}",
            expected == "a time" ? "write for example `20 ms` or `2 step`"
            : got == "no unit" ? $"write a unit behind the number; a number from a file is multiplied by one of {expected}"
            : expected == "no unit" ? "leave the unit out, or divide by it" : $"give it in {expected}");

    [Diagnostic("SNN0323", "Unit of a port")]
    public static Diagnostic PortUnit(Location at, string node, string port, string expected, string from, string got) =>
        Error("SNN0323", at, $"the port '{port}' of '{node}' takes values of {expected}, and '{from}' gives {got}",
            "give the weights the unit, or scale by a number that has one");

    [Diagnostic("SNN0324", "Not an output")]
    public static Diagnostic NotAnOutput(Location at) =>
        Error("SNN0324", at, "an output is a node, a state of one, or a decoder or operator of these", "for example `last(o.v)`");

    [Diagnostic("SNN0325", "Quantised node without weights")]
    public static Diagnostic NothingToQuantize(Location at, string name) =>
        Error("SNN0325", at, $"'{name}' has no weights to quantise", "name a dense, conv or sparse node");

    [Diagnostic("SNN0326", "Activity or bits out of range")]
    public static Diagnostic EntryOutOfRange(Location at, string what, string range) =>
        Error("SNN0326", at, $"{what} must be {range}", null);

    [Diagnostic("SNN0327", "Wrong kind of argument")]
    public static Diagnostic WrongArgument(Location at, string owner, string name, string expected) =>
        Error("SNN0327", at, $"the argument '{name}' of '{owner}' must be {expected}", null);

    [Diagnostic("SNN0328", "Mixed units")]
    public static Diagnostic MixedUnits(Location at, string owner, string first, string second) =>
        Error("SNN0328", at, $"'{owner}' joins values of {first} and of {second}", "scale one of them to the other's unit");

    [Diagnostic("SNN0329", "Value too large")]
    public static Diagnostic TooLarge(Location at, string name, long elements, long limit) =>
        Error("SNN0329", at, $"'{name}' has {elements} elements, and at most {limit} are possible", "check the sizes that lead to it");
}
