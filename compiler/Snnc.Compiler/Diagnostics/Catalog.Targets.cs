using System.Globalization;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Diagnostics;

// What keeps a network from running on a target: SNN10xx.
public static partial class Catalog
{
    [Diagnostic("SNN1001", "Neuron model not on the target")]
    public static Diagnostic NeuronNotOnTarget(Location at, string target, string model, string why) => Error(
        "SNN1001", at, $"{target} cannot run the neuron '{model}': {why}", "take a model with one input and linear states: lif, cuba_lif, loihi_lif, alif ...");

    [Diagnostic("SNN1002", "Operator not on the target")]
    public static Diagnostic OperatorNotOnTarget(Location at, string target, string op) => Error(
        "SNN1002", at, $"{target} has nothing that computes '{op}' of spikes",
        "it sums weights of spikes, and no more: put a population behind each connection, and pool by sums or by stride");

    [Diagnostic("SNN1003", "Numbers where the target takes spikes")]
    public static Diagnostic GradedOnTarget(Location at, string target, string node) => Error(
        "SNN1003", at, $"'{node}' reads numbers that vary in time, and {target} sends spikes only",
        "encode them (encode.rate, encode.delta), or hold them with encode.constant as a bias");

    [Diagnostic("SNN1004", "Weights too wide for the target")]
    public static Diagnostic WeightsTooWide(Location at, string target, string node, int bits, int most) => Error(
        "SNN1004", at, $"the weights of '{node}' need {Number(bits)} bits and a sign, and {target} has {Number(most)}",
        "scale them down; a power of two that all weights share does not count");

    [Diagnostic("SNN1005", "Delay too long for the target")]
    public static Diagnostic DelayTooLong(Location at, string target, string node, int steps, int most) => Error(
        "SNN1005", at, $"spikes take {Number(steps)} steps through '{node}', and {target} holds them {Number(most)} at most",
        "shorten the delay, or pass the spikes through relays");

    [Diagnostic("SNN1006", "Neurons that fit no core of the target")]
    public static Diagnostic NoCoreFits(Location at, string target, string node, string resource, long needed, long most) => Error(
        "SNN1006", at, $"'{node}' fits no core of {target} however it is cut: a part needs {Number(needed)} {resource}, and there are {Number(most)}",
        "give its neurons fewer inputs or outputs, narrower weights, or put relays between");

    [Diagnostic("SNN1007", "Too many cores for the target")]
    public static Diagnostic TooManyCores(Location at, string target, string network, int cores, int most) => Error(
        "SNN1007", at, $"'{network}' takes {Number(cores)} cores, and {target} has {Number(most)}", "make layers smaller");

    [Diagnostic("SNN1008", "Nothing for the target to run")]
    public static Diagnostic NothingOnTarget(Location at, string target, string network) => Error(
        "SNN1008", at, $"'{network}' has no population that {target} could run", "convert it first: snnc convert");

    private static string Number(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);
}
