using System;
using System.Linq;

namespace Snnc.Cli.Running;

/// <summary>What the workers of a run keep by sample: each sample has a place of its own, so that threads never meet.</summary>
/// <param name="samples">The number of samples.</param>
/// <param name="answer">Where the answer stands, or null.</param>
/// <param name="outputs">Keeps all outputs, or null.</param>
internal sealed class SampleRecord(int samples, Answer? answer, OutputRecord? outputs)
{
    private readonly long[] _answers = new long[samples];

    /// <summary>Keeps what a sample gave.</summary>
    public void Add(int sample, Array[] given)
    {
        if (answer is not null)
        {
            _answers[sample] = answer.Read(given);
        }

        outputs?.Add(sample, given);
    }

    /// <summary>How many answers are the labels; null without labels or without answers.</summary>
    public int? CountCorrect(int[]? labels) =>
        labels is null || answer is null ? null : _answers.Where((given, sample) => given == labels[sample]).Count();
}
