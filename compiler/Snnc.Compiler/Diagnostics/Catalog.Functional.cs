using Snnc.Compiler.Text;

namespace Snnc.Compiler.Diagnostics;

/// <content>Networks in a target's arithmetic.</content>
public static partial class Catalog
{
    [Diagnostic("SNN0895", "A target without an arithmetic")]
    public static Diagnostic TargetWithoutArithmetic(Location at, string target) => Error(
        "SNN0895", at,
        $"'{target}' does not say how it computes: its file lacks constants 'arithmetic.*'",
        "leave '--on' away, or choose one that does: 'snnc targets --explain T' shows the constants of a target");

    [Diagnostic("SNN0896", "Not in a target's arithmetic")]
    public static Diagnostic NotInArithmetic(Location at, string target, string what) => Error(
        "SNN0896", at, $"{what} ('{target}')", "use a model whose updates are sums of states times plain numbers, as lif, alif or cuba");

    [Diagnostic("SNN0897", "No end before the last step")]
    public static Diagnostic NeedsAllSteps(Location at, string network) => Error(
        "SNN0897", at,
        $"inferences of '{network}' cannot end early: it has no scores after fewer steps",
        "leave '--confidence' away, or give the network an output of scores: 'output scores = sum(o);'");
}
