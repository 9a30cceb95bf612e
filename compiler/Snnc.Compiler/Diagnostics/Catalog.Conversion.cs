using Snnc.Compiler.Text;

namespace Snnc.Compiler.Diagnostics;

/// <content>Conversion of trained networks into spiking ones.</content>
public static partial class Catalog
{
    [Diagnostic("SNN0870", "Not to be converted")]
    public static Diagnostic CannotConvert(Location at, string node, string what, string hint) =>
        Error("SNN0870", at, $"'{node}' cannot be converted: it is {what}", hint);

    [Diagnostic("SNN0871", "In time already")]
    public static Diagnostic AlreadyInTime(Location at, string network) => Error(
        "SNN0871", at,
        $"network '{network}' varies in time already, and conversion is of networks of frames",
        "run it as it is, or convert what it was made of");

    [Diagnostic("SNN0872", "Nothing to convert")]
    public static Diagnostic NothingToConvert(Location at, string network) =>
        Error("SNN0872", at, $"network '{network}' has no layer of weights", "convert a network with dense or conv layers and relu");

    [Diagnostic("SNN0873", "Average for max pooling")]
    public static Diagnostic MaxBecomesAverage(Location at, string node) => Warning(
        "SNN0873", at,
        $"'{node}' pools the largest, which spikes have no rate for: it becomes average pooling",
        "the report tells what that costs; train with avgpool2d, or with a stride in the convolution, to lose nothing");

    [Diagnostic("SNN0874", "A silent layer")]
    public static Diagnostic SilentLayer(Location at, string layer, int samples) => Warning(
        "SNN0874", at,
        $"no neuron behind '{layer}' was active in {samples} calibration samples: its threshold stays 1",
        "calibrate on more samples, or check that the data are scaled as in training");

    [Diagnostic("SNN0875", "Target accuracy out of reach")]
    public static Diagnostic TargetOutOfReach(Location at, string network, double target, int steps, double reached, double trained) => Error(
        "SNN0875", at,
        $"network '{network}' does not stay at {Percent(target)} within {steps} steps: it reaches {Percent(reached)}, the trained network {Percent(trained)}",
        reached < trained ? "allow more steps with --steps, or ask for less" : "ask for less: the trained network does not reach it either");

    [Diagnostic("SNN0876", "Accuracy was lost")]
    public static Diagnostic AccuracyLost(Location at, string network, double trained, double converted, int steps, string layer, string why) => Warning(
        "SNN0876", at,
        $"network '{network}' loses accuracy: {Percent(trained)} as trained, {Percent(converted)} at T = {steps}; "
            + $"rates follow activations least at '{layer}' ({why})",
        "more steps help where errors are small and even; else look at the layer's percentile, and at what was replaced");

    [Diagnostic("SNN0877", "A target without labels")]
    public static Diagnostic TargetNeedsLabels(Location at, string network) => Error(
        "SNN0877", at,
        $"there is nothing to measure the accuracy of '{network}' by",
        "give --labels (--test-labels of test data), and let an output be an argmax or scores");
}
