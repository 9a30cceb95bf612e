using Snnc.Cost.Workloads;

namespace Snnc.Cost.Families.Training;

/// <summary>
/// What an iteration of training does with a layer, in words and operations: forward through all steps, backward through them, and the update of the
/// weights. A word holds as many spikes as it has bits.
/// </summary>
internal sealed record TrainingCounts
{
    private readonly double _steps;
    private readonly double _weights;
    private readonly double _outputs;
    private readonly double _inputWords;

    /// <param name="wordSpikes">The spikes of a word.</param>
    /// <param name="spikes">The share of spikes that are not 0.</param>
    /// <param name="gradients">The share of gradients that are not 0.</param>
    public TrainingCounts(WorkloadLayer layer, double wordSpikes, double spikes, double gradients)
    {
        _steps = layer.Steps;
        _weights = (double)layer.Filters * layer.Channels / layer.Groups * layer.KernelHeight * layer.KernelWidth;
        _outputs = layer.Outputs;
        _inputWords = layer.Inputs / wordSpikes;
        (ForwardSums, UpdateSums) = (spikes * layer.Products * _steps, spikes * layer.Products * _steps);
        BackwardSums = gradients * _weights * layer.Height * layer.Width * _steps;
    }

    public double ForwardSums { get; }

    public double BackwardSums { get; }

    public double UpdateSums { get; }

    /// <summary>Gets the updates of neurons, as many as their gradients.</summary>
    public double Neurons => _outputs * _steps;

    public double ForwardDram => _weights + ((_outputs + _inputWords) * _steps);

    public double ForwardSram => 2 * ForwardDram;

    public double ForwardSpad => 2 * (_weights + (_inputWords * _steps));

    public double BackwardDram => (_outputs + _inputWords) * _steps;

    public double BackwardSram => (((7 * _outputs) + (2 * _inputWords)) * _steps) + _weights;

    public double BackwardSpad => _weights + (_outputs * _steps);

    public double UpdateDram => 2 * _weights;

    public double UpdateSram => (2 * (1 + _steps) * _weights) + BackwardDram;

    public double UpdateSpad => UpdateSram + (2 * _steps * _weights);
}
