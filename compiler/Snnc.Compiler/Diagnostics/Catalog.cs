using Snnc.Compiler.Text;

namespace Snnc.Compiler.Diagnostics;

/// <summary>
/// Every diagnostic of the compiler: one typed factory per code, so that a message cannot be made with the wrong arguments.
/// The parts of this class hold a stage each: SNN01xx text and syntax, SNN02xx names and declarations, SNN03xx operators and shapes,
/// SNN04xx time, SNN05xx neuron models, SNN06xx units, SNN07xx tensors, SNN08xx running and data, SNN09xx the graph IR, SNN10xx targets.
/// </summary>
public static partial class Catalog
{
    private static Diagnostic Error(string code, Location at, string message, string? hint = null) => new(code, Severity.Error, at, message, hint);

    private static Diagnostic Warning(string code, Location at, string message, string? hint = null) => new(code, Severity.Warning, at, message, hint);

    private static Diagnostic Info(string code, Location at, string message, string? hint = null) => new(code, Severity.Info, at, message, hint);

    private static string? DidYouMean(string? nearest) => nearest is null ? null : $"did you mean '{nearest}'?";
}
