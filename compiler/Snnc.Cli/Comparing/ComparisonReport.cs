using System.Collections.Generic;

namespace Snnc.Cli.Comparing;

/// <summary>What two models did on the same samples.</summary>
/// <param name="First">The first model.</param>
/// <param name="Second">The second model.</param>
/// <param name="Samples">The samples that both ran on.</param>
/// <param name="Nodes">The populations that both have, in the order in which the first runs them.</param>
/// <param name="Outputs">The outputs that both have.</param>
/// <param name="Unmatched">What only one of them has, or has in another shape.</param>
/// <param name="Notes">How the models were read.</param>
internal sealed record ComparisonReport(
    ComparedModel First,
    ComparedModel Second,
    int Samples,
    IReadOnlyList<NodeComparison> Nodes,
    IReadOnlyList<OutputComparison> Outputs,
    IReadOnlyList<Unmatched> Unmatched,
    IReadOnlyList<string> Notes)
{
    /// <summary>Gets the samples in which the answers differ; null where one of the models gives none.</summary>
    public int? AnswersDiffering { get; init; }

    /// <summary>Gets whether labels were there to count right answers by.</summary>
    public bool IsLabelled { get; init; }
}

/// <summary>One side of a comparison.</summary>
/// <param name="Name">What it is called: the file, or the profile.</param>
/// <param name="File">The file.</param>
/// <param name="Network">The network.</param>
/// <param name="Profile">The profile that it was read under, or null.</param>
/// <param name="Steps">The steps of an inference, or null.</param>
internal sealed record ComparedModel(string Name, string File, string Network, string? Profile, int? Steps)
{
    /// <summary>Gets or sets the right answers; null without labels or answers.</summary>
    public int? Correct { get; set; }
}

/// <summary>A population of both models, over all samples.</summary>
/// <param name="Name">The node.</param>
/// <param name="Neurons">Its size.</param>
/// <param name="IsSpiking">Whether it spikes in both; else what it emits is compared as numbers.</param>
internal sealed record NodeComparison(string Name, int Neurons, bool IsSpiking)
{
    /// <summary>Gets or sets the first model's spikes.</summary>
    public double SpikesOfFirst { get; set; }

    /// <summary>Gets or sets the second model's spikes.</summary>
    public double SpikesOfSecond { get; set; }

    /// <summary>Gets or sets how many values (neuron, step, sample) differ.</summary>
    public long Differing { get; set; }

    /// <summary>Gets or sets how many values were compared.</summary>
    public long Compared { get; set; }

    /// <summary>Gets or sets the samples with a difference.</summary>
    public int SamplesDiffering { get; set; }

    /// <summary>Gets or sets the largest difference of two values.</summary>
    public double LargestDifference { get; set; }

    /// <summary>Gets or sets where they first differ, or null.</summary>
    public FirstDifference? First { get; set; }
}

/// <summary>The first value that differs: of the first sample that has one, in the first step, the lowest neuron.</summary>
/// <param name="ValueOfFirst">Spikes, or what is emitted.</param>
/// <param name="MembraneOfFirst">The membrane at the end of the step.</param>
internal sealed record FirstDifference(
    int Sample, int Step, int Neuron, double ValueOfFirst, double ValueOfSecond, double MembraneOfFirst, double MembraneOfSecond);

/// <summary>An output of both models, over all samples.</summary>
internal sealed record OutputComparison(string Name)
{
    /// <summary>Gets or sets the samples in which any element differs.</summary>
    public int SamplesDiffering { get; set; }

    /// <summary>Gets or sets the largest difference of two elements.</summary>
    public double LargestDifference { get; set; }
}

/// <summary>What could not be compared.</summary>
/// <param name="Name">A population or an output.</param>
/// <param name="Reason">Why, for people.</param>
internal sealed record Unmatched(string Name, string Reason);
