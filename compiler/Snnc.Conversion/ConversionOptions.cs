namespace Snnc.Conversion;

/// <summary>How a trained network becomes a spiking one.</summary>
public sealed record ConversionOptions
{
    /// <summary>Gets the steps of an inference.</summary>
    public int Steps { get; init; } = 64;

    /// <summary>Gets which rules give weights and neurons.</summary>
    public Recipe Recipe { get; init; } = Recipe.Balanced;

    /// <summary>
    /// Gets the percentile of a layer's activations that its neurons stand for at one spike in each step (Rueckauer et al., 2017); 100 is the
    /// largest activation (Diehl et al., 2015).
    /// </summary>
    public double Percentile { get; init; } = 99.9;

    /// <summary>Gets the samples that thresholds are balanced on: the first ones.</summary>
    public int CalibrationSamples { get; init; } = 2000;

    /// <summary>Gets the model of the neurons.</summary>
    public NeuronKind Neuron { get; init; } = NeuronKind.Integrate;

    /// <summary>Gets the time constant of leaky neurons, in steps.</summary>
    public double LeakSteps { get; init; } = 100;

    /// <summary>Gets how an input comes into time.</summary>
    public InputCoding Input { get; init; } = InputCoding.Constant;

    /// <summary>Gets where membranes start.</summary>
    public StartPotential Start { get; init; } = StartPotential.Half;

    /// <summary>Gets how the answer is read; null for what suits the recipe.</summary>
    public ReadoutKind? Readout { get; init; }

    /// <summary>Gets a value indicating whether layers of weights that another follows without relu get neurons too, which fire with either sign.</summary>
    public bool SignedNeurons { get; init; }

    /// <summary>Gets the threads that run samples.</summary>
    public int Threads { get; init; } = 1;
}

/// <summary>Which rules give weights and neurons.</summary>
public enum Recipe
{
    /// <summary>Real weights, thresholds balanced on calibration data.</summary>
    Balanced,

    /// <summary>
    /// NxTF's for Loihi (Rueckauer et al., 2022): weights and biases of 8 bits by the layer's largest magnitude, a threshold of 512, reset to zero,
    /// the input as whole bias currents of input neurons.
    /// </summary>
    Nxtf,
}

/// <summary>The model of the neurons.</summary>
public enum NeuronKind
{
    /// <summary>Integrate-and-fire.</summary>
    Integrate,

    /// <summary>Leaky integrate-and-fire, which relaxes towards the potential that it starts at.</summary>
    Leaky,
}

/// <summary>How an input comes into time.</summary>
public enum InputCoding
{
    /// <summary>As a current, the same in each step.</summary>
    Constant,

    /// <summary>As random spikes, as many as the value is large.</summary>
    Rate,
}

/// <summary>Where membranes start.</summary>
public enum StartPotential
{
    /// <summary>At half the threshold, which turns the rounding of rates from down to nearest (Bu et al., 2022).</summary>
    Half,

    /// <summary>At 0.</summary>
    Zero,
}

/// <summary>How the answer is read.</summary>
public enum ReadoutKind
{
    /// <summary>The last layer's currents are summed up; the answer is what stands at the end.</summary>
    Potential,

    /// <summary>The last layer spikes; the answer is the number of spikes.</summary>
    Count,
}
