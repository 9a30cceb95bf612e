using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Tensors;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Diagnostics;

/// <content>Files, data and running.</content>
public static partial class Catalog
{
    [Diagnostic("SNN0801", "No such file")]
    public static Diagnostic NoSuchFile(string path, string? nearest) => Error(
        "SNN0801", Location.OfFile(path), "there is no such file", DidYouMean(nearest) ?? "check the path; it is relative to the current folder");

    [Diagnostic("SNN0802", "Unreadable file")]
    public static Diagnostic UnreadableFile(string path, string reason, string? hint) =>
        Error("SNN0802", Location.OfFile(path), $"the file cannot be read: {reason}", hint);

    [Diagnostic("SNN0803", "Not a text")]
    public static Diagnostic NotText(string path, long offset) => Error(
        "SNN0803", Location.OfFile(path),
        $"byte {offset} is not part of a UTF-8 text",
        "programs (.snn) and what is recorded or measured (.json) are text in UTF-8; tensors go into .npz, .npy or .safetensors");

    [Diagnostic("SNN0804", "Empty file")]
    public static Diagnostic EmptyFile(string path) => Error(
        "SNN0804", Location.OfFile(path), "the file is empty", "write a network: 'snnc explain SNN0804' shows one");

    [Diagnostic("SNN0805", "File too large")]
    public static Diagnostic FileTooLarge(string path, long bytes, long limit) => Error(
        "SNN0805", Location.OfFile(path),
        $"the file has {bytes} bytes, and a program may have {limit}",
        "put tensors into .npz, .npy or .safetensors files");

    [Diagnostic("SNN0806", "Unwritable file")]
    public static Diagnostic UnwritableFile(string path, string reason) =>
        Error("SNN0806", Location.OfFile(path), $"the file cannot be written: {reason}", "choose another path, or check its permissions");

    [Diagnostic("SNN0807", "Not in canonical form")]
    public static Diagnostic NotFormatted(Location at) => Error(
        "SNN0807", at, "from this line on the text is not in canonical form", "run 'snnc fmt' on the file");

    [Diagnostic("SNN0810", "No network")]
    public static Diagnostic NoNetwork(string path) => Error(
        "SNN0810", Location.OfFile(path), "the file declares no network", "declare one: 'network NAME { ... }'");

    [Diagnostic("SNN0811", "Which network")]
    public static Diagnostic WhichNetwork(string path, IEnumerable<string> networks) =>
        Error("SNN0811", Location.OfFile(path), $"the file declares several networks: {Names(networks)}", "choose one with --network NAME");

    [Diagnostic("SNN0812", "Unknown network")]
    public static Diagnostic UnknownNetwork(string path, string name, IReadOnlyCollection<string> networks, string? nearest) =>
        Error("SNN0812", Location.OfFile(path), $"the file declares no network '{name}'", DidYouMean(nearest) ?? $"it declares {Names(networks)}");

    [Diagnostic("SNN0813", "Unknown node")]
    public static Diagnostic UnknownNode(Location at, string name, string network, string? nearest) =>
        Error("SNN0813", at, $"network '{network}' has no node '{name}'", DidYouMean(nearest) ?? "'snnc ir' lists the nodes");

    [Diagnostic("SNN0814", "A stream has no inferences")]
    public static Diagnostic StreamCannotRun(Location at, string network) => Error(
        "SNN0814", at, $"network '{network}' is a stream, and 'snnc run' runs inferences of a known length", "give the time block 'steps = ...;'");

    [Diagnostic("SNN0820", "No data")]
    public static Diagnostic NoData(Location at, string network, IEnumerable<string> inputs, string beside) => Error(
        "SNN0820", at,
        $"network '{network}' needs data for {Names(inputs)}",
        $"name a file with --data, or put it at '{beside}', where it is found by itself");

    [Diagnostic("SNN0821", "Unreadable data")]
    public static Diagnostic UnreadableData(string path, string reason, string? hint) => Error("SNN0821", Location.OfFile(path), reason, hint);

    [Diagnostic("SNN0822", "No array for an input")]
    public static Diagnostic NoArrayForInput(string path, string input, Shape expected, IReadOnlyCollection<string> arrays, string? nearest) => Error(
        "SNN0822", Location.OfFile(path),
        $"no array is called '{input}', as the input of shape {expected} is",
        DidYouMean(nearest) ?? $"the data holds {Names(arrays)}");

    [Diagnostic("SNN0823", "Data of another shape")]
    public static Diagnostic DataShape(string path, string array, Shape found, string input, string expected, string? hint) => Error(
        "SNN0823", Location.OfFile(path),
        $"array '{array}' has the shape {found}, but input '{input}' needs {expected}",
        hint ?? "the first axis counts the samples");

    [Diagnostic("SNN0824", "Different numbers of samples")]
    public static Diagnostic SampleCounts(string path, string first, int firstCount, string second, int secondCount) => Error(
        "SNN0824", Location.OfFile(path),
        $"'{first}' has {firstCount} samples and '{second}' has {secondCount}",
        "the first axes must be equally long");

    [Diagnostic("SNN0825", "No samples")]
    public static Diagnostic NoSamples(string path, string array) => Error(
        "SNN0825", Location.OfFile(path), $"array '{array}' holds no sample: its first axis is 0 long");

    [Diagnostic("SNN0826", "Not a number in the data")]
    public static Diagnostic NotFinite(string path, string array, string index, double value) => Error(
        "SNN0826", Location.OfFile(path), $"element {index} of array '{array}' is {Text(value)}", "inputs must be finite numbers");

    [Diagnostic("SNN0827", "Not spikes")]
    public static Diagnostic NotSpikes(string path, string array, string index, double value) => Error(
        "SNN0827", Location.OfFile(path),
        $"element {index} of array '{array}' is {Text(value)}, but the input takes spikes",
        "spikes are whole numbers from 0; declare the input as 'signal' for others");

    [Diagnostic("SNN0828", "Labels that do not fit")]
    public static Diagnostic LabelShape(string path, string array, Shape found) => Error(
        "SNN0828", Location.OfFile(path),
        $"array '{array}' has the shape {found}, but labels are one number per sample",
        "store the index of the right answer: shape [samples]");

    [Diagnostic("SNN0829", "No labels")]
    public static Diagnostic NoLabels(string path, IEnumerable<string> arrays) => Error(
        "SNN0829", Location.OfFile(path),
        $"of the arrays {Names(arrays)} none is called 'labels'",
        "name a file with one array, or call it 'labels'");

    [Diagnostic("SNN0830", "Nothing to compare labels with")]
    public static Diagnostic NoAnswer(Location at, string network) => Warning(
        "SNN0830", at,
        $"network '{network}' has no output that labels can be compared with",
        "add an output with argmax, or one that is a frame of one axis");

    [Diagnostic("SNN0831", "Whole labels")]
    public static Diagnostic LabelNotWhole(string path, string array, long index, double value) => Error(
        "SNN0831", Location.OfFile(path),
        $"label {index} of array '{array}' is {Text(value)}, which is not a whole number from 0",
        "labels are indices of answers");

    [Diagnostic("SNN0840", "Unusable weights")]
    public static Diagnostic UnusableWeights(string path, string reason, string? hint) => Error("SNN0840", Location.OfFile(path), reason, hint);

    [Diagnostic("SNN0841", "The run failed")]
    public static Diagnostic RunFailed(Location at, long sample, string reason, string? hint) => Error(
        "SNN0841", at, $"sample {sample}: {reason}", hint);

    [Diagnostic("SNN0842", "Back ends differ")]
    public static Diagnostic BackendsDiffer(Location at, string difference) => Error(
        "SNN0842", at, difference, "a membrane within rounding of its threshold explains one spike; more than that is a defect: please report it");

    [Diagnostic("SNN0843", "Nothing to record")]
    public static Diagnostic NothingToTrace(Location at, string network) => Error(
        "SNN0843", at, $"network '{network}' has no node that spikes, so there is nothing to record", "name nodes with --nodes a,b");

    [Diagnostic("SNN0844", "Too much to record")]
    public static Diagnostic TraceTooLarge(Location at, string node, double elements) => Error(
        "SNN0844", at,
        $"recording '{node}' takes {elements:0} numbers, more than an array can hold",
        "record fewer samples with --limit, or fewer nodes with --nodes");

    [Diagnostic("SNN0845", "Too large to run")]
    public static Diagnostic TooLarge(Location at, string network) => Error(
        "SNN0845", at,
        $"network '{network}' needs more memory than there is",
        "look for an extent with too many digits: 'snnc ir' shows the shape of every node");

    [Diagnostic("SNN0850", "Not JSON")]
    public static Diagnostic NotJson(Location at, string reason) => Error(
        "SNN0850", at, $"the file is no JSON: {reason}", "make it anew: 'snnc profile' writes activity, 'snnc calibrate' what the machine costs");

    [Diagnostic("SNN0851", "Other fields expected")]
    public static Diagnostic WrongField(string path, string problem) => Error(
        "SNN0851", Location.OfFile(path), problem, "'snnc explain SNN0851' shows what files of activity and of costs hold");

    [Diagnostic("SNN0852", "Activity of another network")]
    public static Diagnostic ActivityOfAnotherNetwork(string path, string network, IReadOnlyCollection<string> networks) => Error(
        "SNN0852", Location.OfFile(path),
        $"the activity is of network '{network}', but the program declares {Names(networks)}",
        "record it of this program: 'snnc profile FILE --data D -o A.json'");

    [Diagnostic("SNN0853", "Activity of an unknown node")]
    public static Diagnostic ActivityOfUnknownNode(string path, string node, string network, string? nearest) => Error(
        "SNN0853", Location.OfFile(path),
        $"network '{network}' has no node '{node}'",
        DidYouMean(nearest) ?? "the program has changed since the activity was recorded: record it again");

    [Diagnostic("SNN0854", "Activity out of range")]
    public static Diagnostic ActivityOutOfRange(string path, string node, string field, string value) => Error(
        "SNN0854", Location.OfFile(path),
        $"'{field}' of node '{node}' is {value}, and a share is from 0 to 1",
        "write 10 % as 0.1; of neurons that fire several times in a step give the density");

    [Diagnostic("SNN0855", "Unknown constant")]
    public static Diagnostic UnknownConstant(string path, string name, string? nearest) => Error(
        "SNN0855", Location.OfFile(path),
        $"there is no constant '{name}' of costs",
        DidYouMean(nearest) ?? "another version may have measured it: 'snnc calibrate' measures anew");

    [Diagnostic("SNN0856", "Not calibrated")]
    public static Diagnostic NotCalibrated(string path) => Error(
        "SNN0856", Location.OfFile(path), "nothing was measured on this kind of processor", "run 'snnc calibrate', or plan with '--costs default'");

    [Diagnostic("SNN0857", "Planned for another activity")]
    public static Diagnostic OtherActivity(Location at, string node, double expected, string source, double found, string kernel, string better) => Warning(
        "SNN0857", at,
        $"'{node}' was planned for {Percent(expected)} of its inputs active ({source}), but {Percent(found)} were: {better} would suit it better than {kernel}",
        "record the activity with 'snnc profile', and give it with --activity, or state it in an 'activity' block");

    [Diagnostic("SNN0858", "Activity of a node of another size")]
    public static Diagnostic ActivityOfAnotherSize(string path, string node, long recorded, long elements) => Error(
        "SNN0858", Location.OfFile(path),
        $"the activity of node '{node}' was recorded of {recorded} elements, and it has {elements}",
        "it is of another program, or of an earlier form of this one: record it again, 'snnc profile FILE --data D -o A.json'");

    [Diagnostic("SNN0859", "Measured costs not used")]
    public static Diagnostic MeasuredCostsNotUsed(string path, string why) => Warning(
        "SNN0859", Location.OfFile(path),
        $"what was measured of this machine is not used: {why}",
        "run 'snnc calibrate' again: another version may have measured it; until then kernels are chosen by the shipped costs");

    [Diagnostic("SNN0860", "Model cannot be imported")]
    public static Diagnostic UnusableModel(string path, string reason, string? hint) => Error("SNN0860", Location.OfFile(path), reason, hint);

    [Diagnostic("SNN0861", "Network cannot be exported")]
    public static Diagnostic NotExportable(Location at, string reason, string? hint) => Error("SNN0861", at, reason, hint);

    [Diagnostic("SNN0890", "Two networks become one class")]
    public static Diagnostic ClassTaken(Location at, string network, string className, string first) => Error(
        "SNN0890", at,
        $"the network '{network}' becomes the class {className}, and so does that of {first}",
        "rename one of them, or take them apart: in a project by <Snn Update=\"FILE.snn\" SnnNamespace=\"NAME\" />, "
        + "for 'snnc build' by --network and --namespace");

    [Diagnostic("SNN0899", "Internal error")]
    public static Diagnostic InternalError(string where, string what) => Error(
        "SNN0899", Location.OfFile(where),
        $"internal error: {what}",
        "this is a defect of snnc: please report it with the command and the files; SNNC_TRACE=1 shows details");

    private static string Names(IEnumerable<string> names)
    {
        const int Most = 8;
        var all = names.Select(name => $"'{name}'").ToList();
        return all.Count == 0 ? "nothing" : string.Join(", ", all.Take(Most)) + (all.Count > Most ? $" and {all.Count - Most} more" : "");
    }

    private static string Percent(double share) => (100 * share).ToString("0.##", System.Globalization.CultureInfo.InvariantCulture) + " %";

    private static string Text(double value) => value.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
}
