using System;
using System.Collections.Generic;
using System.Linq;

namespace Snnc.Runtime;

/// <summary>A network compiled to C#. An instance holds its states and buffers: one thread at a time.</summary>
public interface INetwork
{
    /// <summary>Gets the network's name.</summary>
    string Name { get; }

    /// <summary>Gets the inputs, in the order declared.</summary>
    IReadOnlyList<ValueInfo> Inputs { get; }

    /// <summary>Gets the outputs, in the order declared.</summary>
    IReadOnlyList<ValueInfo> Outputs { get; }

    /// <summary>Gets the steps of an inference; null for a stream, and for a network without time.</summary>
    int? Steps { get; }

    /// <summary>Gets how long a step is, in seconds; null where the program does not say it.</summary>
    double? StepSeconds => null;

    /// <summary>Gets a value indicating whether only <see cref="Step"/> exists.</summary>
    bool IsStream { get; }

    /// <summary>Gets the nodes that an observer hears of; it is told their places in this list.</summary>
    IReadOnlyList<NodeInfo> Nodes { get; }

    /// <summary>Gets or sets who watches.</summary>
    IStepObserver? Observer { get; set; }

    /// <summary>
    /// Gets, for each connection whose kernel was chosen by how active its inputs are, what was expected and what they were: counted in the first runs and then
    /// once in many. Far from what was expected, another kernel may be faster: record the activity with <c>snnc profile</c>, and compile with it.
    /// </summary>
    IReadOnlyList<LayerActivity> Activity => [];

    /// <summary>
    /// Gets or sets how many threads share the work of an inference, or of a batch, where the plan says that this pays: pieces of what one layer gives.
    /// Results do not depend on it. Networks whose layers are all too small, and streams, stay on the caller's.
    /// </summary>
    int Threads
    {
        get => 1;
        set { }
    }

    /// <summary>Gets how many samples of a batch run together; one that is cut at multiples of it gives the same numbers, bit for bit.</summary>
    int SamplesAtOnce => 1;

    /// <summary>A network with the same weights in the same memory, and a copy of the states, for another thread.</summary>
    INetwork Clone();

    /// <summary>One inference; states start anew.</summary>
    /// <param name="sample">Its index in the data, which random encoders and noise count from.</param>
    /// <param name="inputs">One array per input: a frame, or [steps, ...].</param>
    /// <param name="outputs">One array per output, <c>float[]</c> or <c>long[]</c>, overwritten: a frame, or [steps, ...].</param>
    /// <exception cref="InvalidOperationException">The network is a stream.</exception>
    /// <exception cref="SnncRunException">The data asks for what there is not, as an embedding's entry.</exception>
    void Run(long sample, float[][] inputs, Array[] outputs);

    /// <summary>One inference that ends as soon as the network is sure: dynamic time steps.</summary>
    /// <param name="confidence">How sure the softmax of the first output of scores must be, from 0 to 1; above 1 all steps are run.</param>
    /// <param name="every">How many steps lie between looks, at least 1.</param>
    /// <param name="sample">Its index in the data, which random encoders and noise count from.</param>
    /// <param name="inputs">As for <see cref="Run"/>.</param>
    /// <param name="outputs">As for <see cref="Run"/>, of as many steps as were run; 0 for later ones.</param>
    /// <returns>The steps that were run.</returns>
    /// <exception cref="NotSupportedException">The network has no output of scores, or what they come of needs all steps.</exception>
    int RunUntil(float confidence, int every, long sample, float[][] inputs, Array[] outputs) =>
        throw new NotSupportedException($"'{Name}' runs all its steps: it has no scores to look at before.");

    /// <summary>Several inferences; the first axis of every array is the sample. Networks without time run many of them at once.</summary>
    /// <param name="firstSample">The index, in the data, of the first sample of the arrays.</param>
    /// <param name="from">The first to run.</param>
    /// <param name="to">The one after the last.</param>
    /// <param name="inputs">One array per input.</param>
    /// <param name="outputs">One array per output, <c>float[]</c> or <c>long[]</c>; what belongs to these samples is overwritten.</param>
    /// <exception cref="InvalidOperationException">The network is a stream.</exception>
    /// <exception cref="SnncRunException">The data of a sample asks for what there is not.</exception>
    void RunBatch(long firstSample, int from, int to, float[][] inputs, Array[] outputs)
    {
        int LengthOf(ValueInfo value) => checked(value.Length * (value.Kind == ValueKind.Frame ? 1 : Steps ?? 1));
        float[][] given = [.. Inputs.Select(input => new float[LengthOf(input)])];
        Array[] taken = [.. Outputs.Select(output => output.IsInt ? (Array)new long[LengthOf(output)] : new float[LengthOf(output)])];
        for (long sample = from; sample < to; sample++)
        {
            for (var i = 0; i < given.Length; i++)
            {
                Array.Copy(inputs[i], sample * given[i].Length, given[i], 0, given[i].Length);
            }

            Run(firstSample + sample, given, taken);
            for (var i = 0; i < taken.Length; i++)
            {
                Array.Copy(taken[i], 0, outputs[i], sample * taken[i].Length, taken[i].Length);
            }
        }
    }

    /// <summary>One step of a stream; states live on until <see cref="Reset"/>.</summary>
    /// <param name="inputs">One array per input: this step's.</param>
    /// <param name="outputs">One array per output, <c>float[]</c> or <c>long[]</c>; those that are ready are overwritten.</param>
    /// <param name="ready">One flag per output: signals and spikes are ready in every step, frames at the end of their window.</param>
    /// <returns>Whether any output is ready.</returns>
    /// <exception cref="InvalidOperationException">The network is no stream.</exception>
    bool Step(float[][] inputs, Array[] outputs, Span<bool> ready);

    /// <summary>Goes back to the start of a stream.</summary>
    void Reset();

    /// <summary>All states, to go on from later.</summary>
    byte[] SaveState();

    /// <summary>Takes the states that <see cref="SaveState"/> gave.</summary>
    /// <exception cref="SnncRunException">They are of another network, or damaged.</exception>
    void LoadState(ReadOnlySpan<byte> snapshot);
}
