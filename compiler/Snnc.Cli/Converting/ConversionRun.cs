using System;
using System.Linq;
using Snnc.Cli.Data;
using Snnc.Cli.Programs;
using Snnc.Cli.Terminals;
using Snnc.Cli.Verbs;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Tensors;
using Snnc.Compiler.Text;
using Snnc.Conversion;
using Snnc.Conversion.Evaluation;

namespace Snnc.Cli.Converting;

/// <summary>A conversion of a program of the command line.</summary>
/// <param name="program">The trained network's program.</param>
/// <param name="graph">The network.</param>
/// <param name="options">How to convert it.</param>
internal sealed class ConversionRun(CompiledProgram program, Graph graph, ConversionOptions options, VerbContext context)
{
    /// <summary>From so much on a loss is told.</summary>
    private const double TellingLoss = 0.01;

    private Location Place => program.PlaceOf(graph);

    /// <summary>Converts, and compares the networks.</summary>
    /// <param name="calibration">What thresholds are balanced on.</param>
    /// <param name="test">What accuracy is measured on.</param>
    /// <param name="target">The share of right answers that the steps are chosen by, at most as many as the options say; or null.</param>
    /// <exception cref="DiagnosticException">It cannot be converted, or the target is not reached.</exception>
    public (ConvertedNetwork Network, ConversionReport Report) Convert(SampleSet calibration, SampleSet test, double? target)
    {
        try
        {
            return Convert(Of(calibration), Of(test), target);
        }
        catch (ConversionException e)
        {
            throw new DiagnosticException(e.Diagnostic);
        }
        catch (TensorFormatException e)
        {
            throw new DiagnosticException(Catalog.UnusableWeights(e.Path, e.Message, e.Hint));
        }
    }

    private static SampleData Of(SampleSet samples) => new(samples.Count, [.. samples.Inputs.Select(input => input.Length)], samples.Read, samples.Labels);

    private (ConvertedNetwork Network, ConversionReport Report) Convert(SampleData calibration, SampleData test, double? target)
    {
        var converter = Converter.Prepare(graph, program.Tensors, calibration, options, Place, context.Cancellation);
        context.Diagnostics.Report(converter.Warnings);
        var (network, report) = Compare(converter, options.Steps, test);
        if (target is { } accuracy && Chosen(report, accuracy) is var steps && steps < options.Steps)
        {
            (network, report) = Compare(converter, steps, test);
        }

        TellLoss(report);
        return (network, report);
    }

    private (ConvertedNetwork Network, ConversionReport Report) Compare(Converter converter, int steps, SampleData test)
    {
        var network = converter.Convert(steps);
        using var progress = new Progress(context.Terminal, "comparing", test.Count);
        return (network, converter.Compare(network, test, progress.Advance, context.Cancellation));
    }

    private int Chosen(ConversionReport report, double target)
    {
        if (report.AnnAccuracy is not { } trained)
        {
            throw new DiagnosticException(Catalog.TargetNeedsLabels(Place, graph.Name));
        }

        return report.StepsFor(target) ?? throw new DiagnosticException(Catalog.TargetOutOfReach(
            Place, graph.Name, target, report.Steps, Enumerable.Range(1, report.Steps).Max(steps => report.AccuracyAfter(steps)!.Value), trained));
    }

    private void TellLoss(ConversionReport report)
    {
        if (report.AnnAccuracy is { } trained && report.AccuracyAfter(report.Steps) is { } converted && trained - converted > TellingLoss
            && report.Layers.Count > 0)
        {
            var worst = report.Layers.MinBy(layer => layer.Correlation ?? 0)!;
            var why = worst.Correlation is { } correlation ? FormattableString.Invariant($"correlation {correlation:0.000}") : "they never vary";
            context.Diagnostics.Report(Catalog.AccuracyLost(Place, graph.Name, trained, converted, report.Steps, worst.Name, why));
        }
    }
}
