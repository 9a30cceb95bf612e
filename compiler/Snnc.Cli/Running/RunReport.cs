using System.Collections.Generic;
using Snnc.Execution;

namespace Snnc.Cli.Running;

/// <summary>What a run showed.</summary>
internal sealed record RunReport
{
    /// <summary>Gets the network's name.</summary>
    public required string Network { get; init; }

    /// <summary>Gets the back end: <c>csharp</c> or <c>interpreter</c>.</summary>
    public required string Backend { get; init; }

    /// <summary>Gets the number of inferences.</summary>
    public required int Samples { get; init; }

    /// <summary>Gets the number of inferences whose spikes were counted: the first ones.</summary>
    public required int Watched { get; init; }

    /// <summary>Gets how many answers were right; null without labels.</summary>
    public required int? Correct { get; init; }

    /// <summary>Gets the output that was compared with the labels, or null.</summary>
    public required string? AnsweredBy { get; init; }

    /// <summary>Gets the steps of an inference; null without time.</summary>
    public required int? Steps { get; init; }

    /// <summary>Gets the mean number of steps that were run, where inferences may end early; else null.</summary>
    public double? MeanSteps { get; init; }

    /// <summary>Gets the length of a step, or null.</summary>
    public required double? StepSeconds { get; init; }

    /// <summary>Gets the threads that ran inferences.</summary>
    public required int Threads { get; init; }

    /// <summary>Gets the time from first to last inference, without compiling and loading.</summary>
    public required double Seconds { get; init; }

    /// <summary>Gets the time of compiling and loading.</summary>
    public required double PreparationSeconds { get; init; }

    /// <summary>Gets microseconds of an inference.</summary>
    public required Timings MicrosecondsPerInference { get; init; }

    /// <summary>Gets the nodes that spike, in execution order.</summary>
    public required IReadOnlyList<NodeActivity> Nodes { get; init; }

    /// <summary>Gets the warnings of the program.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>Gets the share of right answers, or null.</summary>
    public double? Accuracy => Correct is { } correct ? (double)correct / Samples : null;
}

/// <summary>How much a node spiked.</summary>
/// <param name="Name">The node.</param>
/// <param name="Op">The model or operator.</param>
/// <param name="Neurons">Its elements.</param>
/// <param name="SpikesPerInference">The mean over the samples.</param>
/// <param name="Rate">The mean per neuron and step.</param>
internal sealed record NodeActivity(string Name, string Op, long Neurons, double SpikesPerInference, double Rate);
