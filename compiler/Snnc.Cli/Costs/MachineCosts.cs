using System;
using System.IO;
using System.Linq;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Targets;
using Snnc.Execution.Calibration;

namespace Snnc.Cli.Costs;

/// <summary>
/// The costs by which kernels are chosen: what <c>--costs</c>, else the variable <c>SNNC_COSTS</c> says. Either is <c>default</c> (the shipped constants),
/// <c>measured</c> (what was measured on this kind of processor) or a file.
/// </summary>
internal static class MachineCosts
{
    /// <summary>The shipped constants.</summary>
    public const string Default = "default";

    /// <summary>What was measured on this kind of processor.</summary>
    public const string Measured = "measured";

    /// <summary>The environment variable that stands for the option.</summary>
    public const string Variable = "SNNC_COSTS";

    /// <summary>Gets the file in which <c>snnc calibrate</c> keeps what it measured: one for each kind of processor, as homes may be shared.</summary>
    public static string Path => System.IO.Path.Combine(Folder, "snnc", $"costs-{Slug(Processor.Model)}.json");

    private static string Folder => Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify);

    /// <summary>The costs to plan with.</summary>
    /// <param name="option">What the option says, or null.</param>
    /// <param name="prefersMeasured">Where nothing is said: take what was measured, if anything was.</param>
    /// <param name="report">Is told if what was measured, and nobody asked for, cannot be used; then the shipped constants are.</param>
    /// <exception cref="DiagnosticException">What was asked for cannot be used, or nothing was measured.</exception>
    public static CpuCosts Choose(string? option, bool prefersMeasured, Action<Diagnostic> report)
    {
        var variable = Environment.GetEnvironmentVariable(Variable);
        return (option ?? (string.IsNullOrEmpty(variable) ? null : variable)) switch
        {
            Default => CpuCosts.Default,
            Measured => File.Exists(Path) ? CostFile.Read(Path) : throw new DiagnosticException(Catalog.NotCalibrated(Path)),
            { } file => CostFile.Read(file),
            null => prefersMeasured && File.Exists(Path) ? MeasuredOrDefault(report) : CpuCosts.Default,
        };
    }

    // Who updates the compiler has a file of the version before.
    private static CpuCosts MeasuredOrDefault(Action<Diagnostic> report)
    {
        try
        {
            return CostFile.Read(Path);
        }
        catch (DiagnosticException unusable)
        {
            report(Catalog.MeasuredCostsNotUsed(Path, unusable.Message));
            return CpuCosts.Default;
        }
    }

    private static string Slug(string model)
    {
        var words = string.Concat(model.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' '));
        return string.Join('-', words.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }
}
